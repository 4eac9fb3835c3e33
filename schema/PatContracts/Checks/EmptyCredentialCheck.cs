namespace PatContracts.Checks;

internal sealed class EmptyCredentialCheck() : TokenCheck(PatCheck.EmptyCredential)
{
    private const int QuotationMarks = 2;

    public override void Run(in TokenView token, CheckRun run)
    {
        RunOn(token.Id, "/id", run);
        RunOn(token.Name, "/name", run);
    }

    private void RunOn(in JsonSlice member, string pointer, CheckRun run)
    {
        if (member.IsString && member.Length == QuotationMarks) Report(run, member, pointer, "Expected at least one character");
    }
}
