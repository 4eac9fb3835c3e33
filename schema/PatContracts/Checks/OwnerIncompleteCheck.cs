using PatContracts.Schema.Text;

namespace PatContracts.Checks;

internal sealed class OwnerIncompleteCheck() : TokenCheck(PatCheck.OwnerIncomplete)
{
    public override void Run(in TokenView token, TokenCheckContext context)
    {
        if (token.Owner.Kind != JsonKind.Object) return;
        if (!token.OwnerType.IsAbsent && !token.OwnerId.IsAbsent && !token.OwnerName.IsAbsent) return;
        var missing = new List<string>();
        if (token.OwnerType.IsAbsent) missing.Add("type");
        if (token.OwnerId.IsAbsent) missing.Add("id");
        if (token.OwnerName.IsAbsent) missing.Add("name");
        Report(context, token.Owner, "/owner", $"The owner lacks {string.Join(" and ", missing)}");
    }
}
