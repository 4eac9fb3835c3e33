namespace PatContracts.Checks;

internal sealed class EmptyCredentialCheck() : TokenCheck(PatCheck.EmptyCredential)
{
    private const int QuotationMarks = 2;

    public override void Run(in TokenView token, TokenCheckContext context)
    {
        RunOn(token.Id, "/id", context);
        RunOn(token.Name, "/name", context);
    }

    private void RunOn(in JsonSlice member, string pointer, TokenCheckContext context)
    {
        if (member.IsString && member.Length == QuotationMarks) Report(context, member, pointer, "Expected at least one character");
    }
}
