namespace PatContracts.Schema;

/// <summary>
/// The minimum or maximum of the numbers that a schema allows, independent of the dialect: <c>exclusiveMinimum</c> is a separate number, or (draft-04, OpenAPI
/// 3.0) a boolean next to <c>minimum</c>. If there are two bounds, the narrower one applies.
/// </summary>
internal sealed record Bound(string Value, bool IsExclusive, string Keyword)
{
    /// <summary>Adds the changes of both bounds.</summary>
    public static void Compare(SchemaNode old, SchemaNode @new, string pointer, List<ContractChange> changes)
    {
        Compare(Lower(old), Lower(@new), isLower: true, pointer, changes);
        Compare(Upper(old), Upper(@new), isLower: false, pointer, changes);
    }

    /// <summary>Returns whether a schema does not bound numbers.</summary>
    public static bool IsFree(SchemaNode node) => Lower(node) is null && Upper(node) is null;

    private static Bound? Lower(SchemaNode node) => Of(node.Minimum, "minimum", node.GetKeyword("exclusiveMinimum"), "exclusiveMinimum", isLower: true);

    private static Bound? Upper(SchemaNode node) => Of(node.Maximum, "maximum", node.GetKeyword("exclusiveMaximum"), "exclusiveMaximum", isLower: false);

    private static Bound? Of(string? limit, string limitName, string? exclusive, string exclusiveName, bool isLower)
    {
        if (exclusive is "true") return limit is null ? null : new Bound(limit, true, exclusiveName);
        Bound? closed = limit is null ? null : new Bound(limit, false, limitName);
        if (exclusive is null or "false") return closed;
        var open = new Bound(exclusive, true, exclusiveName);
        return closed is null || Narrowing(closed, open, isLower) is null or > 0 ? open : closed;
    }

    /// <summary>Returns a number above 0 if the second bound allows less than the first, below 0 if it allows more; null if they cannot be compared.</summary>
    private static int? Narrowing(Bound first, Bound second, bool isLower)
    {
        if (JsonTextComparer.Order(first.Value, second.Value) is not { } order) return null;
        if (order == 0) return second.IsExclusive.CompareTo(first.IsExclusive);
        return order < 0 == isLower ? 1 : -1;
    }

    private static void Compare(Bound? before, Bound? after, bool isLower, string pointer, List<ContractChange> changes)
    {
        if (before is null && after is null) return;
        int? narrowing = before is null ? 1 : after is null ? -1 : Narrowing(before, after, isLower);
        if (narrowing == 0) return;
        ContractImpact impact = narrowing switch
        {
            > 0 => ContractImpact.BreaksWriters,
            < 0 => ContractImpact.BreaksReaders,
            null => ContractImpact.BreaksReaders | ContractImpact.BreaksWriters,
            _ => ContractImpact.Safe,
        };
        string message = before is null ? $"{after!.Keyword} is now {after.Value}"
            : after is null ? $"{before.Keyword} was removed; it was {before.Value}"
            : before.Keyword == after.Keyword ? $"{after.Keyword} was {before.Value} and is {after.Value}"
            : $"{before.Keyword} was {before.Value}, and now {after.Keyword} is {after.Value}";
        changes.Add(new ContractChange(ContractChangeKind.ConstraintChanged, impact, pointer, message));
    }
}
