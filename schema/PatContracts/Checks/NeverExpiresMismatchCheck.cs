using PatContracts.Schema.Text;

namespace PatContracts.Checks;

internal sealed class NeverExpiresMismatchCheck() : TokenCheck(PatCheck.NeverExpiresMismatch)
{
    public override bool AppliesTo(TokenContract contract) => contract.RecordsNeverExpiring;

    public override void Run(in TokenView token, TokenCheckContext context)
    {
        if (!token.ExpirationDate.IsNull || token.NeverExpires.Kind == JsonKind.True) return;
        Report(context, token.ExpirationDate, "/expirationDate", "null means that the token never expires; userAwareTokenNeverExpires must then be true");
    }
}
