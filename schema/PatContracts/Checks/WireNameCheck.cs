using PatContracts.Schema.Text;

namespace PatContracts.Checks;

internal sealed class WireNameCheck() : TokenCheck(PatCheck.WireName)
{
    public override void Run(in TokenView token, TokenCheckContext context)
    {
        foreach (UnknownMember unknown in token.Unknown)
        {
            string name = new JsonString(unknown.Member.Name(token.Json)).ToString();
            if (context.Contract.SpellingOf(name, unknown.IsOfOwner) is { } spelling)
            {
                ReportName(token, context, unknown, $"The contract spells this name \"{spelling}\"; under another spelling, readers do not see it");
            }
        }
    }
}
