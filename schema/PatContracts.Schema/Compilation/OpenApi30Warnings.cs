using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Compilation;

/// <summary>
/// Warnings about what OpenAPI 3.0 allows in a Schema Object although it has no effect: unknown keywords, and <c>nullable</c> where it is ignored.
/// </summary>
internal static class OpenApi30Warnings
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "title", "description", "default", "example", "externalDocs", "xml", "deprecated", "readOnly", "writeOnly",
        // A schema document can contain the schemas that it refers to, and identify itself.
        "components", "$schema", "$id",
    };

    public static void Add(SchemaBuilder schema)
    {
        foreach (JsonNode member in schema.Schema.Children)
        {
            string name = member.Name!;
            if (schema.Sibling(name) is not null || Annotations.Contains(name) || name.StartsWith("x-", StringComparison.Ordinal)) continue;
            schema.Warn(member, $"\"{name}\" is not a keyword of OpenAPI 3.0 and is ignored");
        }

        if (schema.Schema["nullable"] is not { Kind: JsonKind.True } nullable) return;
        if (schema.Schema["type"] is null)
        {
            // A schema without any types allows null anyway.
            if (Applies(schema.Schema)) schema.Warn(nullable, "nullable has no effect without a type beside it: the schemas of allOf, anyOf and oneOf decide whether null is allowed");
        }
        else if (schema.Schema["enum"] is { IsArray: true } values && !values.Children.Any(static value => value.Kind == JsonKind.Null))
        {
            schema.Warn(nullable, "nullable has no effect: null is not among the values of enum");
        }
    }

    private static bool Applies(JsonNode schema) => schema["allOf"] is not null || schema["anyOf"] is not null || schema["oneOf"] is not null;
}
