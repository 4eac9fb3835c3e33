using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary><c>pattern</c></summary>
internal sealed class PatternKeyword() : Keyword("pattern", Dialects.All, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        if (!value.IsString) throw value.Error("pattern must be a string");
        schema.Add(new Matches(schema.Site(value), schema.Pattern(value.String, value)));
    }

    private sealed class Matches(KeywordSite site, Patterns.JsonPattern pattern) : StringAssertion(site)
    {
        public override string Message { get; } = $"Expected a match of the pattern {pattern.Source}";

        // A match that was given up for taking too long was not found.
        public override bool Holds(ReadOnlySpan<byte> utf8) => pattern.IsMatch(utf8) == Patterns.PatternMatch.Yes;
    }
}
