using System.Reflection;
using PatContracts.Schema;

namespace PatContracts.Benchmarks.Payloads;

/// <summary>The contract that every peer validates against: the first one of this project.</summary>
internal static class TokenContracts
{
    public const string OneName = "v3-2024-02-20";

    public static Contract One() => Catalog().Get(OneName);

    public static Contract List() => Catalog().Get(OneName + "-list");

    public static global::NJsonSchema.JsonSchema OneForNJsonSchema() => global::NJsonSchema.JsonSchema.FromJsonAsync(ForNJsonSchema()).GetAwaiter().GetResult();

    public static global::NJsonSchema.JsonSchema ListForNJsonSchema()
    {
        var list = new global::NJsonSchema.JsonSchema { Type = global::NJsonSchema.JsonObjectType.Array, Item = OneForNJsonSchema() };
        return list;
    }

    private static ContractCatalog Catalog() => ContractCatalog.FromResources(Assembly.Load("PatContracts"));

    // NJsonSchema reads draft-04 and finds definitions only there.
    private static string ForNJsonSchema()
    {
        using Stream stream = Assembly.Load("PatContracts").GetManifestResourceStream(OneName + ".schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("$defs", "definitions", StringComparison.Ordinal);
    }
}
