using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary>A boolean keyword that another keyword reads.</summary>
internal abstract class FlagKeyword(string name, Dialects dialects, Vocabularies vocabulary) : Keyword(name, dialects, vocabulary)
{
    public override bool IsAssertive => false;

    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        if (!value.IsBoolean) throw value.Error($"{Name} must be a boolean in this dialect");
    }
}
