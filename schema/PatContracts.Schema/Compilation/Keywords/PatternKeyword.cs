using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary><c>pattern</c></summary>
internal sealed class PatternKeyword() : Keyword("pattern", Dialects.All, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema) =>
        schema.Add(new Matches(schema.Location(value), Parse(value, value.IsString ? value.String : null)));

    /// <summary>A regular expression of ECMA-262.</summary>
    public static Patterns.JsonPattern Parse(JsonNode place, string? source)
    {
        if (source is null) throw place.Error("pattern must be a string");
        return Patterns.JsonPattern.TryCreate(source, out Patterns.JsonPattern? pattern, out string? error)
            ? pattern!
            : throw place.Error($"The regular expression is not valid: {error}");
    }

    private sealed class Matches(KeywordLocation location, Patterns.JsonPattern pattern) : StringAssertion(location)
    {
        public override string Message { get; } = $"Expected a match of the pattern {pattern.Source}";

        public override bool CanBeUndecided => true;

        public override bool Holds(ReadOnlySpan<byte> utf8, ref Patterns.PatternBudget budget) => pattern.IsMatch(utf8, ref budget) == Patterns.PatternMatch.Yes;
    }
}
