using PatContracts.Schema.Text;

namespace PatContracts.Checks;

internal sealed class ManagedConflictCheck() : TokenCheck(PatCheck.ManagedConflict)
{
    public override void Run(in TokenView token, TokenCheckContext context)
    {
        switch (token.Managed.Kind)
        {
            case JsonKind.True when token.Earlier.WasUnmanaged:
                Report(context, token.Managed, "/managed", "The token is managed here, but unmanaged in an earlier entry with the same id");
                break;
            case JsonKind.False when token.Earlier.WasManaged:
                Report(context, token.Managed, "/managed", "The token is unmanaged here, but managed in an earlier entry with the same id");
                break;
            case JsonKind.None when token.Earlier.WasManaged:
                Report(context, token.Token, "", "The token is unmanaged here, because `managed` is absent, but managed in an earlier entry with the same id");
                break;
        }
    }
}
