namespace PatContracts.Checks;

internal sealed class LastUsedBeforeCreatedCheck() : TokenCheck(PatCheck.LastUsedBeforeCreated)
{
    public override void Run(in TokenView token, CheckRun run)
    {
        if (token.Moment(token.LastUsed) < token.Moment(token.Created))
        {
            Report(run, token.LastUsed, "/lastUsed", "A token cannot have been used before it was created");
        }
    }
}
