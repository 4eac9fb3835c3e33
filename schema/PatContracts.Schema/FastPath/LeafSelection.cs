using PatContracts.Schema.Compilation;
using PatContracts.Schema.Compilation.Keywords;

namespace PatContracts.Schema.FastPath;

/// <summary>Chooses the leaf operation for a schema.</summary>
internal static class LeafSelection
{
    /// <param name="node">The schema of a value.</param>
    /// <param name="first">The value's first byte: where several types are allowed, the recorded one is expected again.</param>
    /// <param name="firstOfItem">The first byte of an array's first element, or 0.</param>
    /// <param name="limits">The operation's limits.</param>
    public static LeafKind Of(PlanNode node, byte first, byte firstOfItem, out LeafLimits limits)
    {
        limits = LeafLimits.None;
        if (HasMoreThanToken(node)) return LeafKind.Value;
        return first switch
        {
            (byte)'"' or (byte)'n' when (node.Types & JsonTypes.String) != 0 => OfString(node, out limits),
            (byte)'t' or (byte)'f' when (node.Types & JsonTypes.Boolean) != 0 && node.Values.Length == 0 => LeafKind.Boolean,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') when (node.Types & JsonTypes.Integer) != 0 && node.Values.Length == 0 => OfNumber(node, out limits),
            (byte)'[' or (byte)'n' when (node.Types & JsonTypes.Array) != 0 => OfArray(node, firstOfItem, out limits),
            _ => LeafKind.Value,
        };
    }

    /// <summary>Whether a schema allows a single value, which is a string.</summary>
    public static bool IsConstantText(PlanNode node) =>
        !HasMoreThanToken(node) && node.Values is [OneOfValues { Others: 0, Strings.Count: 1 }] && (node.Types & JsonTypes.String) != 0 && node.Strings.Length == 0;

    /// <summary>Whether the schema asks for more than leaf operations know (they know a single list of allowed values).</summary>
    private static bool HasMoreThanToken(PlanNode node) => node.IsCompound || node.Values is not ([] or [OneOfValues]);

    private static LeafKind OfString(PlanNode node, out LeafLimits limits)
    {
        limits = LeafLimits.None;
        if (node.Values is [OneOfValues choice])
        {
            limits = limits with { Choices = choice.Strings };
            return node.Strings.Length == 0 ? LeafKind.Choice : LeafKind.Value;
        }

        if (node.Strings.Length == 0) return LeafKind.Text;
        if (node.Strings is [StringFormatAssertion { Format.Name: "date-time" }]) return LeafKind.DateTime;
        long minimum = 0;
        long maximum = int.MaxValue;
        foreach (StringAssertion assertion in node.Strings)
        {
            if (assertion is not LengthAssertion length) return LeafKind.Value;
            minimum = Math.Max(minimum, length.Minimum);
            maximum = Math.Min(maximum, length.Maximum);
        }

        limits = new LeafLimits(minimum, maximum, null);
        return LeafKind.SizedText;
    }

    private static LeafKind OfNumber(PlanNode node, out LeafLimits limits)
    {
        limits = LeafLimits.None;
        bool allowsFractions = (node.Types & JsonTypes.Number) == JsonTypes.Number;
        foreach (NumberAssertion assertion in node.Numbers)
        {
            allowsFractions &= assertion.AllowsFractions;
            if (assertion.WholeRange is not (long minimum, long maximum)) return LeafKind.Value;
            limits = limits with { Minimum = Math.Max(limits.Minimum, minimum), Maximum = Math.Min(limits.Maximum, maximum) };
        }

        return allowsFractions ? LeafKind.Number : LeafKind.Integer;
    }

    private static LeafKind OfArray(PlanNode node, byte first, out LeafLimits limits)
    {
        limits = LeafLimits.None;
        if (node.Values.Length > 0 || node.Array is not { Items: { } items, Prefix.Length: 0, ItemCount: null, Contains: null, UniqueLocation: null }) return LeafKind.Value;
        LeafKind item = Of(items.Node, first, 0, out limits);
        if (item == LeafKind.Text) return LeafKind.Texts;
        if (item is LeafKind.Value or LeafKind.Texts or LeafKind.List) return LeafKind.Value;
        limits = limits with { Item = item };
        return LeafKind.List;
    }
}
