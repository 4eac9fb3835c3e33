using System.Globalization;

namespace PatContracts.Checks;

internal sealed class DuplicateNameCheck() : TokenCheck(PatCheck.DuplicateName)
{
    public override void Run(in TokenView token, TokenCheckContext context)
    {
        if (token.Earlier.SameName < 0) return;
        string first = token.Earlier.SameName.ToString(CultureInfo.InvariantCulture);
        Report(
            context,
            token.Name,
            "/name",
            $"Token {first} of this payload (counted from 0) has the same owner and name");
    }
}
