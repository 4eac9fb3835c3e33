namespace PatContracts.Checks;

internal sealed class ExpiredCheck() : TokenCheck(PatCheck.Expired)
{
    public override void Run(in TokenView token, CheckRun run)
    {
        if (token.Moment(token.ExpirationDate) <= run.Now) Report(run, token.ExpirationDate, "/expirationDate", "The token has expired");
    }
}
