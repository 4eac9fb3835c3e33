using System.Globalization;

namespace PatContracts.Checks;

internal sealed class DuplicateNameCheck() : TokenCheck(PatCheck.DuplicateName)
{
    public override void Run(in TokenView token, CheckRun run)
    {
        if (token.Earlier.SameName < 0) return;
        string first = token.Earlier.SameName.ToString(CultureInfo.InvariantCulture);
        Report(
            run,
            token.Name,
            "/name",
            $"An owner has no two tokens of one name, but token {first} of this payload (counted from 0) has this owner and name too");
    }
}
