using System.Text;
using NJsonSchema;
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
    public static Contract ToContract(this JsonSchema schema, ContractLoadOptions? options = null) => Contract.Load(schema.ToJson(), options);

    /// <summary>
    /// A contract as NJsonSchema reads it: for code generation, for a second opinion, or for code that works with such schemas. Documents
    /// that the contract refers to are taken into its <c>definitions</c>, so the schema stands alone.
    /// </summary>
    /// <remarks>NJsonSchema keeps keywords that it does not know, but does not evaluate them: it accepts payloads that the contract does
    /// not.</remarks>
    /// <exception cref="InvalidOperationException">The contract refers to a document that is not in its registry any more.</exception>
    public static JsonSchema ToNJsonSchema(this Contract contract)
    {
        string bundled = SchemaBundle.Of(contract);
        // Nothing is fetched, since every reference is inside the document: the task is complete when it comes back.
        return JsonSchema.FromJsonAsync(bundled).GetAwaiter().GetResult();
    }

    internal static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.ToArray());
}
