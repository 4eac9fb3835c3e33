using PatContracts.Schema.Compilation.Keywords;

namespace PatContracts.Schema.Compilation;

/// <summary>The usual form of a schema's values, and the assertions on them. Bounds are inclusive.</summary>
/// <param name="Kind">The form.</param>
/// <param name="Minimum">Lower bound of a length in bytes, or of a number.</param>
/// <param name="Maximum">Upper bound of a length in bytes, or of a number.</param>
/// <param name="Choices">The allowed strings, for <see cref="LeafKind.Choice"/>.</param>
/// <param name="Item">For an array: the form of its elements.</param>
/// <param name="AllowsNull">Whether the value may also be null.</param>
internal readonly record struct Leaf(
    LeafKind Kind,
    long Minimum = long.MinValue,
    long Maximum = long.MaxValue,
    NameTable? Choices = null,
    LeafKind Item = LeafKind.None,
    bool AllowsNull = false)
{
    public static readonly Leaf None = new(LeafKind.None);

    /// <summary>Whether the value is an array, and its elements therefore one level deeper.</summary>
    public bool IsArray => Kind >= LeafKind.Texts;

    /// <summary>Returns the form of the values of a schema.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="types">The types to choose from, if the schema allows several.</param>
    public static Leaf Of(PlanNode node, JsonTypes types = JsonTypes.Any)
    {
        types &= node.Types;
        if (HasMoreThanToken(node)) return None;
        Leaf leaf = OfType(node, types);
        return leaf.Kind != LeafKind.None && node.Values.Length == 0 && (types & JsonTypes.Null) != 0 ? leaf with { AllowsNull = true } : leaf;
    }

    private static Leaf OfType(PlanNode node, JsonTypes types)
    {
        if ((types & JsonTypes.String) != 0) return OfString(node);
        if (node.Values.Length > 0) return None;
        if ((types & JsonTypes.Boolean) != 0) return new Leaf(LeafKind.Boolean);
        if ((types & JsonTypes.Integer) != 0) return OfNumber(node);
        return (types & JsonTypes.Array) != 0 ? OfArray(node) : None;
    }

    /// <summary>Returns whether a schema allows a single value that is a string.</summary>
    public static bool IsConstantText(PlanNode node) =>
        !HasMoreThanToken(node) && node.Values is [OneOfValues { Others: 0, Strings.Count: 1 }] && (node.Types & JsonTypes.String) != 0 && node.Strings.Length == 0;

    /// <summary>Returns whether the schema has assertions that readers do not support (they support a single list of allowed values).</summary>
    private static bool HasMoreThanToken(PlanNode node) => node.IsCompound || node.Values is not ([] or [OneOfValues]);

    private static Leaf OfString(PlanNode node)
    {
        if (node.Values is [OneOfValues choice]) return node.Strings.Length == 0 ? new Leaf(LeafKind.Choice, Choices: choice.Strings) : None;
        if (node.Strings.Length == 0) return new Leaf(LeafKind.Text);
        if (node.Strings is [StringFormatAssertion { Format.Name: "date-time" }]) return new Leaf(LeafKind.DateTime);
        long minimum = 0;
        long maximum = int.MaxValue;
        foreach (StringAssertion assertion in node.Strings)
        {
            if (assertion is not LengthAssertion length) return None;
            minimum = Math.Max(minimum, length.Minimum);
            maximum = Math.Min(maximum, length.Maximum);
        }

        return new Leaf(LeafKind.SizedText, minimum, maximum);
    }

    private static Leaf OfNumber(PlanNode node)
    {
        var leaf = new Leaf(LeafKind.Integer);
        bool allowsFractions = (node.Types & JsonTypes.Number) == JsonTypes.Number;
        foreach (NumberAssertion assertion in node.Numbers)
        {
            allowsFractions &= assertion.AllowsFractions;
            if (assertion.WholeRange is not (long minimum, long maximum)) return None;
            leaf = leaf with { Minimum = Math.Max(leaf.Minimum, minimum), Maximum = Math.Min(leaf.Maximum, maximum) };
        }

        return allowsFractions ? leaf with { Kind = LeafKind.Number } : leaf;
    }

    private static Leaf OfArray(PlanNode node)
    {
        if (node.Array is not { Items: { } items, Prefix.Length: 0, ItemCount: null, Contains: null, UniqueLocation: null }) return None;
        Leaf item = Of(items.Node, JsonTypes.Any & ~JsonTypes.Array);
        if (item.Kind == LeafKind.Text && !item.AllowsNull) return new Leaf(LeafKind.Texts);
        return item.Kind == LeafKind.None ? None : item with { Kind = LeafKind.List, Item = item.Kind, AllowsNull = false };
    }
}
