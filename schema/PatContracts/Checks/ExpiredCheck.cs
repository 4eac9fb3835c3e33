namespace PatContracts.Checks;

internal sealed class ExpiredCheck() : TokenCheck(PatCheck.Expired)
{
    public override void Run(in TokenView token, TokenCheckContext context)
    {
        if (token.Timestamp(token.ExpirationDate) <= context.Now) Report(context, token.ExpirationDate, "/expirationDate", "The token has expired");
    }
}
