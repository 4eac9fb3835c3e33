using Newtonsoft.Json;
using NJsonSchema;
using NJsonSchema.Infrastructure;
using PatContracts.Schema;

namespace PatContracts.NJsonSchema;

/// <summary>Converts NJsonSchema's schemas to compiled contracts, and contracts to NJsonSchema's schemas.</summary>
public static class ContractConversionExtensions
{
    /// <summary>
    /// Compiles a schema in the dialect of its <c>$schema</c>. The contract includes keywords that NJsonSchema doesn't evaluate, such as <c>const</c>,
    /// <c>if</c>, and keywords next to <c>$ref</c>.
    /// </summary>
    /// <param name="schema">The schema, which was read from JSON or generated from a type.</param>
    /// <param name="options">Settings of loading; null for <see cref="ContractLoadOptions.Default"/>.</param>
    /// <exception cref="ContractLoadException">The schema, written as JSON, is not valid in its dialect.</exception>
    public static Contract ToContract(this JsonSchema schema, ContractLoadOptions? options = null) => Contract.Load(Write(schema), options);

    /// <summary>
    /// Converts a contract to a schema of NJsonSchema, for code generation, for a comparison of results, or for code that works with such schemas. The schema
    /// includes documents that the contract refers to, and schemas with their own identifiers. References are pointers in the schema.
    /// </summary>
    /// <remarks>NJsonSchema preserves unknown keywords, but doesn't evaluate them, so it accepts payloads that the contract doesn't
    /// accept.</remarks>
    /// <exception cref="InvalidOperationException">The contract refers to a document that is no longer in its registry.</exception>
    public static JsonSchema ToNJsonSchema(this Contract contract)
    {
        string flat = SchemaFlattener.Flatten(contract);
        // Every reference is inside the document, so nothing is fetched, and the task is already complete.
        return JsonSchema.FromJsonAsync(flat).GetAwaiter().GetResult();
    }

    /// <summary>
    /// Writes the schema as JSON, like <see cref="JsonSchema.ToJson()"/> but with the keywords <c>readOnly</c> and <c>writeOnly</c>. Outside OpenAPI,
    /// NJsonSchema uses its own names for them, which no other implementation recognizes.
    /// </summary>
    private static string Write(JsonSchema schema)
    {
        PropertyRenameAndIgnoreSerializerContractResolver names = JsonSchema.CreateJsonSerializerContractResolver(SchemaType.JsonSchema);
        names.RenameProperty(typeof(JsonSchemaProperty), "x-readOnly", "readOnly");
        names.RenameProperty(typeof(JsonSchemaProperty), "x-writeOnly", "writeOnly");
        return JsonSchemaSerialization.ToJson(schema, SchemaType.JsonSchema, names, Formatting.Indented);
    }
}
