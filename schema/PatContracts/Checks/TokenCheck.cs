using PatContracts.Schema.Text;

namespace PatContracts.Checks;

/// <summary>One check of single tokens. What spans tokens is in <see cref="TokenView.Earlier"/>.</summary>
internal abstract class TokenCheck(PatCheck check)
{
    public PatCheck Check { get; } = check;

    /// <summary>Whether the check has anything to say under a contract.</summary>
    public virtual bool AppliesTo(TokenContract contract) => true;

    public abstract void Run(in TokenView token, CheckRun run);

    protected void Report(CheckRun run, in JsonSlice value, string pointer, string message) =>
        run.Add(Check, value.Offset, value.MarkLength, pointer, message);

    /// <summary>Reports a member on its name.</summary>
    protected void ReportName(in TokenView token, CheckRun run, in UnknownMember unknown, string message)
    {
        string name = new JsonString(unknown.Member.Name(token.Json)).ToString().Replace("~", "~0").Replace("/", "~1");
        run.Add(Check, unknown.Member.NameOffset, unknown.Member.NameLength, unknown.IsOfOwner ? $"/owner/{name}" : $"/{name}", message);
    }
}
