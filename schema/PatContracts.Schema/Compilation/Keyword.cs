using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation;

/// <summary>A JSON Schema keyword and its compilation.</summary>
internal abstract class Keyword(string name, Dialects dialects, Vocabularies vocabulary) : KeywordMetadata(name, dialects, vocabulary)
{
    /// <summary>Adds the keyword's assertions to the plan of the schema.</summary>
    /// <exception cref="ContractLoadException">The value is invalid for the keyword.</exception>
    public abstract void Compile(JsonNode value, SchemaBuilder schema);
}
