using Newtonsoft.Json;
using NJsonSchema;
using NJsonSchema.Infrastructure;
using PatContracts.Schema;

namespace PatContracts.NJsonSchema;

/// <summary>NJsonSchema's schemas as compiled contracts, and contracts as NJsonSchema's schemas.</summary>
public static class ContractConversionExtensions
{
    /// <summary>
    /// Compiles a schema. All it holds counts, also keywords that NJsonSchema itself does not evaluate (<c>const</c>, <c>if</c>, what
    /// stands beside <c>$ref</c>), in the dialect that its <c>$schema</c> names.
    /// </summary>
    /// <param name="schema">The schema; one read from JSON or generated from a type.</param>
    /// <param name="options">Settings of loading; null is <see cref="ContractLoadOptions.Default"/>.</param>
    /// <exception cref="ContractLoadException">The schema, written as JSON, is not one of its dialect.</exception>
    public static Contract ToContract(this JsonSchema schema, ContractLoadOptions? options = null) => Contract.Load(Write(schema), options);

    /// <summary>
    /// A contract as NJsonSchema reads it: for code generation, for a second opinion, or for code that works with such schemas. Documents
    /// that the contract refers to, and schemas with an identifier of their own, are part of the one schema, and references are pointers in it.
    /// </summary>
    /// <remarks>NJsonSchema keeps keywords that it does not know, but does not evaluate them: it accepts payloads that the contract does
    /// not.</remarks>
    /// <exception cref="InvalidOperationException">The contract refers to a document that is not in its registry any more.</exception>
    public static JsonSchema ToNJsonSchema(this Contract contract)
    {
        string flat = SchemaFlattener.Flatten(contract);
        // Nothing is fetched, since every reference is inside the document: the task is complete when it comes back.
        return JsonSchema.FromJsonAsync(flat).GetAwaiter().GetResult();
    }

    /// <summary>
    /// The schema as JSON, as <see cref="JsonSchema.ToJson()"/> writes it but with the keywords <c>readOnly</c> and <c>writeOnly</c>: outside OpenAPI,
    /// NJsonSchema has names of its own for them, which no other implementation knows.
    /// </summary>
    private static string Write(JsonSchema schema)
    {
        PropertyRenameAndIgnoreSerializerContractResolver names = JsonSchema.CreateJsonSerializerContractResolver(SchemaType.JsonSchema);
        names.RenameProperty(typeof(JsonSchemaProperty), "x-readOnly", "readOnly");
        names.RenameProperty(typeof(JsonSchemaProperty), "x-writeOnly", "writeOnly");
        return JsonSchemaSerialization.ToJson(schema, SchemaType.JsonSchema, names, Formatting.Indented);
    }
}
