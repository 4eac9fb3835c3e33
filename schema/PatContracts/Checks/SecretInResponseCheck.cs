using PatContracts.Schema.Text;

namespace PatContracts.Checks;

internal sealed class SecretInResponseCheck() : TokenCheck(PatCheck.SecretInResponse)
{
    private static readonly string[] Names = ["secret", "clientsecret"];

    public override bool AppliesTo(TokenContract contract) => !contract.HasSecret;

    public override void Run(in TokenView token, TokenCheckContext context)
    {
        foreach (UnknownMember unknown in token.Unknown)
        {
            // Null is not a secret.
            if (unknown.IsOfOwner || unknown.Member.IsNull) continue;
            if (Names.Contains(NormalizedName.Of(new JsonString(unknown.Member.Name(token.Json)).ToString())))
            {
                ReportName(token, context, unknown, "A secret is returned once, when its token is created, and belongs in no other payload");
            }
        }
    }
}
