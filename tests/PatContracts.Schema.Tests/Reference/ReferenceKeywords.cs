
namespace PatContracts.Schema.Tests.Reference;

/// <summary>Which keywords a dialect defines, and where schemas stand in them.</summary>
internal static class ReferenceKeywords
{
    private static readonly Dialect[] From6 = [Dialect.Draft6, Dialect.Draft7, Dialect.Draft201909, Dialect.Draft202012];
    private static readonly Dialect[] From7 = [Dialect.Draft7, Dialect.Draft201909, Dialect.Draft202012];
    private static readonly Dialect[] From201909 = [Dialect.Draft201909, Dialect.Draft202012];
    private static readonly Dialect[] Drafts = [Dialect.Draft4, .. From6];

    // What is not listed is defined by every dialect.
    private static readonly Dictionary<string, Dialect[]> Limited = new()
    {
        ["$id"] = From6,
        ["id"] = [Dialect.Draft4],
        ["$anchor"] = From201909,
        ["$defs"] = From201909,
        ["$dynamicAnchor"] = [Dialect.Draft202012],
        ["$dynamicRef"] = [Dialect.Draft202012],
        ["$recursiveAnchor"] = [Dialect.Draft201909],
        ["$recursiveRef"] = [Dialect.Draft201909],
        ["const"] = From6,
        ["contains"] = From6,
        ["minContains"] = From201909,
        ["maxContains"] = From201909,
        ["propertyNames"] = From6,
        ["patternProperties"] = Drafts,
        ["dependencies"] = Drafts,
        ["dependentRequired"] = From201909,
        ["dependentSchemas"] = From201909,
        ["additionalItems"] = [Dialect.Draft4, Dialect.Draft6, Dialect.Draft7, Dialect.Draft201909],
        ["prefixItems"] = [Dialect.Draft202012],
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

    /// <summary>Whether <c>$ref</c> makes every keyword beside it void.</summary>
    public static bool RefStandsAlone(this Dialect dialect) => !From201909.Contains(dialect);

    public static bool HasBooleanSchemas(this Dialect dialect) => From6.Contains(dialect);

    public static bool HasBooleanExclusiveBounds(this Dialect dialect) => dialect is Dialect.Draft4 or Dialect.OpenApi30;

    /// <summary>The schemas that stand directly in a schema, at the keywords of its dialect.</summary>
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
            else if (Single.Contains(name))
            {
                yield return value;
            }
        }
    }
}
