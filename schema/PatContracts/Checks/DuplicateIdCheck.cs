using System.Globalization;

namespace PatContracts.Checks;

internal sealed class DuplicateIdCheck() : TokenCheck(PatCheck.DuplicateId)
{
    public override void Run(in TokenView token, CheckRun run)
    {
        if (token.Earlier.SameId < 0) return;
        string first = token.Earlier.SameId.ToString(CultureInfo.InvariantCulture);
        Report(run, token.Id, "/id", $"Every token has an id of its own, but token {first} of this payload (counted from 0) has this one too");
    }
}
