using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary><c>minLength</c></summary>
internal sealed class MinLengthKeyword() : Keyword("minLength", Dialects.All, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema) => schema.Add(new AtLeast(schema.Location(value), SchemaBuilder.Count(value)));

    private sealed class AtLeast(KeywordLocation location, int minimum) : LengthAssertion(location, minimum, int.MaxValue)
    {
        public override string Message { get; } = $"Expected at least {minimum} character{(minimum == 1 ? "" : "s")}";

        // A code point takes 1 to 4 bytes, so the length in bytes decides for most strings.
        public override bool Holds(ReadOnlySpan<byte> utf8, ref Patterns.PatternBudget budget) =>
            utf8.Length >= Minimum && ((utf8.Length / 4) >= Minimum || Text.JsonStrings.CountCodePoints(utf8) >= Minimum);
    }
}

/// <summary><c>maxLength</c></summary>
internal sealed class MaxLengthKeyword() : Keyword("maxLength", Dialects.All, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema) => schema.Add(new AtMost(schema.Location(value), SchemaBuilder.Count(value)));

    private sealed class AtMost(KeywordLocation location, int maximum) : LengthAssertion(location, 0, maximum)
    {
        public override string Message { get; } = $"Expected at most {maximum} character{(maximum == 1 ? "" : "s")}";

        public override bool Holds(ReadOnlySpan<byte> utf8, ref Patterns.PatternBudget budget) =>
            utf8.Length <= Maximum || (utf8.Length / 4 <= Maximum && Text.JsonStrings.CountCodePoints(utf8) <= Maximum);
    }
}
