using PatContracts.Schema.Text;

namespace PatContracts.Checks;

internal sealed class WireNameCheck() : TokenCheck(PatCheck.WireName)
{
    public override void Run(in TokenView token, CheckRun run)
    {
        foreach (UnknownMember unknown in token.Unknown)
        {
            string name = new JsonString(unknown.Member.Name(token.Json)).ToString();
            if (run.Contract.SpellingOf(name, unknown.IsOfOwner) is { } spelling)
            {
                ReportName(token, run, unknown, $"The contract spells this name \"{spelling}\"; under another spelling, readers do not see it");
            }
        }
    }
}
