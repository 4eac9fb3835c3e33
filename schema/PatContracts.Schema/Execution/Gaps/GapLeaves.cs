using PatContracts.Schema.Compilation;
using PatContracts.Schema.Compilation.Keywords;

namespace PatContracts.Schema.Execution.Gaps;

/// <summary>Chooses the leaf operation that serves a schema.</summary>
internal static class GapLeaves
{
    /// <param name="node">The schema of a value.</param>
    /// <param name="first">The value's first byte: where several types are allowed, what was met is expected again.</param>
    /// <param name="limits">The operation's limits.</param>
    public static GapLeaf Of(PlanNode node, byte first, out GapLimits limits)
    {
        limits = GapLimits.None;
        if (HasMoreThanToken(node)) return GapLeaf.Value;
        return first switch
        {
            (byte)'"' or (byte)'n' when (node.Types & JsonTypes.String) != 0 => OfString(node, out limits),
            (byte)'t' or (byte)'f' when (node.Types & JsonTypes.Boolean) != 0 && node.Values.Length == 0 => GapLeaf.Boolean,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') when (node.Types & JsonTypes.Integer) != 0 && node.Values.Length == 0 => OfNumber(node, out limits),
            (byte)'[' when IsTexts(node) => GapLeaf.Texts,
            _ => GapLeaf.Value,
        };
    }

    /// <summary>The only value that a schema allows, where that is a string.</summary>
    public static bool IsConstantText(PlanNode node) =>
        !HasMoreThanToken(node) && node.Values is [OneOfValues { Others: 0, Strings.Count: 1 }] && (node.Types & JsonTypes.String) != 0 && node.Strings.Length == 0;

    /// <summary>Whether the walker does more with a value than walk its token once (a single list of allowed values is known to the operations).</summary>
    private static bool HasMoreThanToken(PlanNode node) =>
        node.HasSecondPass && (node.NeverSite is not null || node.NeedsEvaluation || node.Applicators.Length > 0 || node.Values is not [OneOfValues]);

    private static GapLeaf OfString(PlanNode node, out GapLimits limits)
    {
        limits = GapLimits.None;
        if (node.Values is [OneOfValues choice])
        {
            limits = limits with { Choices = choice.Strings };
            return node.Strings.Length == 0 ? GapLeaf.Choice : GapLeaf.Value;
        }

        if (node.Strings.Length == 0) return GapLeaf.Text;
        if (node.Strings is [StringFormatAssertion { Format.Name: "date-time" }]) return GapLeaf.DateTime;
        long minimum = 0;
        long maximum = int.MaxValue;
        foreach (StringAssertion assertion in node.Strings)
        {
            if (assertion is not LengthAssertion length) return GapLeaf.Value;
            minimum = Math.Max(minimum, length.Minimum);
            maximum = Math.Min(maximum, length.Maximum);
        }

        limits = new GapLimits(minimum, maximum, null);
        return GapLeaf.SizedText;
    }

    private static GapLeaf OfNumber(PlanNode node, out GapLimits limits)
    {
        limits = GapLimits.None;
        if (node.Numbers.Length == 0) return (node.Types & JsonTypes.Number) == JsonTypes.Number ? GapLeaf.Number : GapLeaf.Integer;
        foreach (NumberAssertion assertion in node.Numbers)
        {
            if (assertion.WholeRange is not (long minimum, long maximum)) return GapLeaf.Value;
            limits = limits with { Minimum = Math.Max(limits.Minimum, minimum), Maximum = Math.Min(limits.Maximum, maximum) };
        }

        return GapLeaf.Integer;
    }

    private static bool IsTexts(PlanNode node) =>
        (node.Types & JsonTypes.Array) != 0
        && node.Values.Length == 0
        && node.Array is { Items: { } items, Prefix.Length: 0, ItemCount: null, Contains: null, UniqueSite: null }
        && !items.Node.HasSecondPass
        && items.Node.Strings.Length == 0
        && (items.Node.Types & JsonTypes.String) != 0;
}
