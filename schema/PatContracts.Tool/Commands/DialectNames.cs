using PatContracts.Schema;

namespace PatContracts.Tool.Commands;

/// <summary>The names of dialects in options and MSBuild items.</summary>
internal static class DialectNames
{
    public static IReadOnlyDictionary<string, Dialect> All { get; } = new Dictionary<string, Dialect>(StringComparer.Ordinal)
    {
        ["v1"] = Dialect.V1,
        ["2020-12"] = Dialect.Draft202012,
        ["2019-09"] = Dialect.Draft201909,
        ["draft-07"] = Dialect.Draft7,
        ["draft-06"] = Dialect.Draft6,
        ["draft-04"] = Dialect.Draft4,
        ["openapi-3.1"] = Dialect.OpenApi31,
        ["openapi-3.0"] = Dialect.OpenApi30,
    };
}
