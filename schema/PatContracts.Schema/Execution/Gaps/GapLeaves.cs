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
            (byte)'[' or (byte)'n' when (node.Types & JsonTypes.Array) != 0 => OfArray(node, out limits),
            _ => GapLeaf.Value,
        };
    }

    /// <summary>The same where no value was met yet.</summary>
    public static GapLeaf Of(PlanNode node, out GapLimits limits) => Of(node, FirstByte(node.Types), out limits);

    /// <summary>Whether a schema allows a single value, which is a string.</summary>
    public static bool IsConstantText(PlanNode node) =>
        !HasMoreThanToken(node) && node.Values is [OneOfValues { Others: 0, Strings.Count: 1 }] && (node.Types & JsonTypes.String) != 0 && node.Strings.Length == 0;

    private static byte FirstByte(JsonTypes types) =>
        (types & JsonTypes.String) != 0 ? (byte)'"'
        : (types & JsonTypes.Boolean) != 0 ? (byte)'t'
        : (types & JsonTypes.Integer) != 0 ? (byte)'0'
        : (types & JsonTypes.Array) != 0 ? (byte)'['
        : (byte)'{';

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
        bool allowsFractions = (node.Types & JsonTypes.Number) == JsonTypes.Number;
        foreach (NumberAssertion assertion in node.Numbers)
        {
            allowsFractions &= assertion.AllowsFractions;
            if (assertion.WholeRange is not (long minimum, long maximum)) return GapLeaf.Value;
            limits = limits with { Minimum = Math.Max(limits.Minimum, minimum), Maximum = Math.Min(limits.Maximum, maximum) };
        }

        return allowsFractions ? GapLeaf.Number : GapLeaf.Integer;
    }

    private static GapLeaf OfArray(PlanNode node, out GapLimits limits)
    {
        limits = GapLimits.None;
        if (node.Values.Length > 0 || node.Array is not { Items: { } items, Prefix.Length: 0, ItemCount: null, Contains: null, UniqueSite: null }) return GapLeaf.Value;
        GapLeaf item = Of(items.Node, out limits);
        if (item == GapLeaf.Text) return GapLeaf.Texts;
        if (item is GapLeaf.Value or GapLeaf.Texts or GapLeaf.List) return GapLeaf.Value;
        limits = limits with { Item = item };
        return GapLeaf.List;
    }
}
