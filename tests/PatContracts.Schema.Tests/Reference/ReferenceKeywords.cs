
namespace PatContracts.Schema.Tests.Reference;

/// <summary>The keywords that a dialect defines, and the locations of schemas in them.</summary>
internal static class ReferenceKeywords
{
    private static readonly Dialect[] From202012 = [Dialect.Draft202012, Dialect.OpenApi31, Dialect.V1];
    private static readonly Dialect[] From201909 = [Dialect.Draft201909, .. From202012];
    private static readonly Dialect[] From7 = [Dialect.Draft7, .. From201909];
    private static readonly Dialect[] From6 = [Dialect.Draft6, .. From7];
    private static readonly Dialect[] From4 = [Dialect.Draft4, .. From6];

    // Keywords that are not listed are defined by every dialect.
    private static readonly Dictionary<string, Dialect[]> Limited = new()
    {
        ["$id"] = From6,
        ["id"] = [Dialect.Draft4],
        ["$anchor"] = From201909,
        ["$defs"] = From201909,
        ["$dynamicAnchor"] = From202012,
        ["$dynamicRef"] = From202012,
        ["$recursiveAnchor"] = [Dialect.Draft201909],
        ["$recursiveRef"] = [Dialect.Draft201909],
        ["const"] = From6,
        ["contains"] = From6,
        ["minContains"] = From201909,
        ["maxContains"] = From201909,
        ["propertyNames"] = From6,
        ["patternProperties"] = From4,
        // Superseded in 2019-09, and reserved since then for schemas that still use them; v1 has neither.
        ["definitions"] = [.. From4.Where(dialect => dialect != Dialect.V1), Dialect.OpenApi30],
        ["dependencies"] = [.. From4.Where(dialect => dialect != Dialect.V1)],
        ["dependentRequired"] = From201909,
        ["dependentSchemas"] = From201909,
        ["additionalItems"] = [Dialect.Draft4, Dialect.Draft6, Dialect.Draft7, Dialect.Draft201909],
        ["prefixItems"] = From202012,
        ["propertyDependencies"] = [Dialect.V1],
        ["if"] = From7,
        ["then"] = From7,
        ["else"] = From7,
        ["unevaluatedItems"] = From201909,
        ["unevaluatedProperties"] = From201909,
        ["contentSchema"] = From201909,
        ["nullable"] = [Dialect.OpenApi30],
    };

    private static readonly HashSet<string> Single =
    [
        "additionalItems", "additionalProperties", "contains", "contentSchema", "else", "if", "items", "not", "propertyNames", "then",
        "unevaluatedItems", "unevaluatedProperties",
    ];

    private static readonly HashSet<string> Lists = ["allOf", "anyOf", "items", "oneOf", "prefixItems"];

    private static readonly HashSet<string> Maps = ["$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties"];

    public static bool Defines(this Dialect dialect, string keyword) => !Limited.TryGetValue(keyword, out Dialect[]? dialects) || dialects.Contains(dialect);

    /// <summary>Whether <c>$ref</c> makes the dialect ignore the keywords next to it.</summary>
    public static bool RefStandsAlone(this Dialect dialect) => !From201909.Contains(dialect);

    public static bool HasBooleanSchemas(this Dialect dialect) => From6.Contains(dialect);

    /// <summary>Whether elements that match <c>contains</c> are evaluated.</summary>
    public static bool ContainsEvaluates(this Dialect dialect) => From202012.Contains(dialect);

    public static bool HasBooleanExclusiveBounds(this Dialect dialect) => dialect is Dialect.Draft4 or Dialect.OpenApi30;

    /// <summary>Returns the direct subschemas of a schema, in the keywords of its dialect.</summary>
    public static IEnumerable<PlainValue> Subschemas(PlainValue schema, Dialect dialect)
    {
        foreach ((string name, PlainValue value) in schema.Properties)
        {
            if (!dialect.Defines(name)) continue;
            if (Lists.Contains(name) && value.IsArray)
            {
                foreach (PlainValue item in value.Items) yield return item;
            }
            else if (Maps.Contains(name) && value.IsObject)
            {
                foreach (PlainValue item in value.Properties.Select(property => property.Value).Where(item => !item.IsArray)) yield return item;
            }
            else if (name == "propertyDependencies")
            {
                IEnumerable<PlainValue> schemas = value.Properties.SelectMany(property => property.Value.Properties).Select(property => property.Value);
                foreach (PlainValue item in schemas) yield return item;
            }
            else if (Single.Contains(name))
            {
                yield return value;
            }
        }
    }
}
