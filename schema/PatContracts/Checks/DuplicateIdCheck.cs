using System.Globalization;

namespace PatContracts.Checks;

internal sealed class DuplicateIdCheck() : TokenCheck(PatCheck.DuplicateId)
{
    public override void Run(in TokenView token, TokenCheckContext context)
    {
        if (token.Earlier.SameId < 0) return;
        string first = token.Earlier.SameId.ToString(CultureInfo.InvariantCulture);
        Report(context, token.Id, "/id", $"Token {first} of this payload (counted from 0) has the same id");
    }
}
