using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation;

/// <summary>One JSON Schema keyword, and what it compiles to.</summary>
internal abstract class Keyword(string name, Dialects dialects, Vocabularies vocabulary) : KeywordMetadata(name, dialects, vocabulary)
{
    /// <summary>Adds what the keyword asserts to the schema's plan.</summary>
    /// <exception cref="ContractLoadException">The value is not what the keyword takes.</exception>
    public abstract void Compile(JsonNode value, SchemaBuilder schema);
}
