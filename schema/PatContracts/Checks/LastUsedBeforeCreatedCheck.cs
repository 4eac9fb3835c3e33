namespace PatContracts.Checks;

internal sealed class LastUsedBeforeCreatedCheck() : TokenCheck(PatCheck.LastUsedBeforeCreated)
{
    public override void Run(in TokenView token, TokenCheckContext context)
    {
        if (token.Timestamp(token.LastUsed) < token.Timestamp(token.Created))
        {
            Report(context, token.LastUsed, "/lastUsed", "A token cannot have been used before it was created");
        }
    }
}
