namespace PatContracts.Schema;

/// <summary>
/// A keyword whose effect depends on more than its value: it applies schemas under a condition, to names, or to one of many elements. Conditions are compared
/// only for equality.
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

    /// <summary>Whether the keyword names properties, and so allows some if others are forbidden.</summary>
    public bool WidensNames { get; }

    /// <summary>Returns the parts of the keyword in a schema; empty if it is absent.</summary>
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

    /// <summary>A part of a condition.</summary>
    /// <param name="Name">Its name in the condition.</param>
    /// <param name="Schema">The schema that is applied, if the part is a schema.</param>
    /// <param name="Value">Otherwise its value as JSON text; null if the name is sufficient.</param>
    internal sealed record Part(string Name, SchemaNode? Schema, string? Value = null);
}
