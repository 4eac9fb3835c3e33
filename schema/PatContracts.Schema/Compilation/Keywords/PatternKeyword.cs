using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary><c>pattern</c></summary>
internal sealed class PatternKeyword() : Keyword("pattern", Dialects.All, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        if (!value.IsString) throw value.Error("pattern must be a string");
        schema.Add(new Matches(schema.Location(value), schema.Pattern(value.String, value)));
    }

    private sealed class Matches(KeywordLocation location, Patterns.JsonPattern pattern) : StringAssertion(location)
    {
        public override string Message { get; } = $"Expected a match of the pattern {pattern.Source}";

        public override bool CanBeUndecided => pattern.SpendsBudget;

        public override bool Holds(ReadOnlySpan<byte> utf8, ref Patterns.PatternBudget budget) => pattern.IsMatch(utf8, ref budget) == Patterns.PatternMatch.Yes;
    }
}
