namespace PatContracts.Checks;

internal sealed class TimestampInFutureCheck() : TokenCheck(PatCheck.TimestampInFuture)
{
    public override void Run(in TokenView token, TokenCheckContext context)
    {
        RunOn(token, token.Created, "/created", context);
        RunOn(token, token.LastUsed, "/lastUsed", context);
    }

    private void RunOn(in TokenView token, in JsonSlice member, string pointer, TokenCheckContext context)
    {
        if (token.Timestamp(member) - context.Now > context.FutureTolerance) Report(context, member, pointer, "Expected a time that has passed");
    }
}
