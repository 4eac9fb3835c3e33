using PatContracts.Schema.Text;

namespace PatContracts.Checks;

internal sealed class ManagedConflictCheck() : TokenCheck(PatCheck.ManagedConflict)
{
    public override void Run(in TokenView token, CheckRun run)
    {
        switch (token.Managed.Kind)
        {
            case JsonKind.True when token.Earlier.WasUnmanaged:
                Report(run, token.Managed, "/managed", "The token is managed here and unmanaged where its id stood before");
                break;
            case JsonKind.False when token.Earlier.WasManaged:
                Report(run, token.Managed, "/managed", "The token is unmanaged here and managed where its id stood before");
                break;
            case JsonKind.None when token.Earlier.WasManaged:
                Report(run, token.Token, "", "The token is unmanaged here, since managed is absent, and managed where its id stood before");
                break;
        }
    }
}
