namespace PatContracts.Schema;

/// <summary>
/// A keyword whose meaning cannot be read off its value alone: it applies schemas under a condition, to names, or to an element among many. Two of them are the
/// same or not; how they differ is not worked out.
/// </summary>
internal sealed class Condition
{
    private readonly Func<SchemaNode, IEnumerable<Part>> _parts;

    private Condition(string name, Func<SchemaNode, IEnumerable<Part>> parts, bool widensNames = false)
    {
        Name = name;
        _parts = parts;
        WidensNames = widensNames;
    }

    public static IReadOnlyList<Condition> All { get; } =
    [
        new("not", static node => Schemas(node, "not")),
        new("if", static node => node.Schemas("if").Count == 0 ? [] : Schemas(node, "if").Concat(Schemas(node, "then")).Concat(Schemas(node, "else"))),
        new("dependentSchemas", static node => Map(node, "dependentSchemas").Concat(Map(node, "dependencies"))),
        new("dependentRequired", static node => Names(node, "dependentRequired").Concat(Names(node, "dependencies"))),
        new("propertyNames", static node => Schemas(node, "propertyNames")),
        new("patternProperties", static node => Map(node, "patternProperties"), widensNames: true),
        new("unevaluatedProperties", static node => Schemas(node, "unevaluatedProperties")),
        new("prefixItems", static node => List(node, "prefixItems").Concat(List(node, "items"))),
        new("additionalItems", static node => List(node, "items").Any() ? Schemas(node, "additionalItems") : []),
        new("unevaluatedItems", static node => Schemas(node, "unevaluatedItems")),
        new("contains", static node => node.Schemas("contains").Count == 0 ? [] : Schemas(node, "contains").Concat(Texts(node, "minContains")).Concat(Texts(node, "maxContains"))),
    ];

    /// <summary>The keyword's name, for messages.</summary>
    public string Name { get; }

    /// <summary>Whether the keyword names properties, and so allows some where the others are forbidden.</summary>
    public bool WidensNames { get; }

    /// <summary>What the keyword says of a schema; empty where it says nothing.</summary>
    public IReadOnlyList<Part> Of(SchemaNode node) => [.. _parts(node)];

    private static IEnumerable<Part> Schemas(SchemaNode node, string keyword) => node.Schemas(keyword).Select(schema => new Part(keyword, schema));

    private static IEnumerable<Part> Map(SchemaNode node, string keyword) =>
        node.Members(keyword).Where(static member => member.IsSchemaShaped).Select(member => new Part(member.Name!, node.At(member)));

    private static IEnumerable<Part> List(SchemaNode node, string keyword) =>
        node.Elements(keyword).Select((element, index) => new Part(index.ToString(System.Globalization.CultureInfo.InvariantCulture), node.At(element)));

    private static IEnumerable<Part> Names(SchemaNode node, string keyword) => node.Members(keyword)
        .Where(static member => member.IsArray)
        .Select(static member => new Part(member.Name + ": " + string.Join(", ", member.Children.Select(static name => name.String).OrderBy(static name => name, StringComparer.Ordinal)), null));

    private static IEnumerable<Part> Texts(SchemaNode node, string keyword) => node.GetKeyword(keyword) is { } text ? [new Part(keyword, null, text)] : [];

    /// <summary>One thing that a keyword says.</summary>
    /// <param name="Name">Under which name.</param>
    /// <param name="Schema">The schema that is applied there, if it is one.</param>
    /// <param name="Value">Else the value, as JSON text; null if the name says it all.</param>
    internal sealed record Part(string Name, SchemaNode? Schema, string? Value = null);
}
