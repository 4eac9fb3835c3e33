namespace PatContracts.Checks;

internal sealed class TimestampInFutureCheck() : TokenCheck(PatCheck.TimestampInFuture)
{
    public override void Run(in TokenView token, CheckRun run)
    {
        RunOn(token, token.Created, "/created", run);
        RunOn(token, token.LastUsed, "/lastUsed", run);
    }

    private void RunOn(in TokenView token, in JsonSlice member, string pointer, CheckRun run)
    {
        if (token.Moment(member) - run.Now > run.FutureTolerance) Report(run, member, pointer, "Expected a time that has passed");
    }
}
