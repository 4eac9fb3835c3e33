using PatContracts.Schema.Documents;
using PatContracts.Schema.Formats;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary><c>format</c>, as an assertion unless that is turned off. Unknown formats assert nothing.</summary>
internal sealed class FormatKeyword() : Keyword("format", Dialects.All, Vocabularies.Format)
{
    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        if (!value.IsString) throw value.Error("format must be a string");
        if (!schema.Options.AssertFormats) return;
        StringFormat? ofOpenApi = (schema.Dialect.Flag & Dialects.OpenApi) != 0 ? FormatCatalog.FindOpenApiString(value.String) : null;
        if ((ofOpenApi ?? FormatCatalog.FindString(value.String, schema.Options.DateTimeProfile)) is { } text) schema.Add(new StringFormatAssertion(schema.Location(value), text));
        else if (FormatCatalog.FindNumber(value.String) is { } number) schema.Add(new NumberFormatAssertion(schema.Location(value), number));
    }

    private sealed class NumberFormatAssertion(KeywordLocation location, NumberFormat format) : NumberAssertion(location)
    {
        public override string Message { get; } = $"Expected {format.Expectation}";

        public override (long Minimum, long Maximum)? WholeRange { get; } =
            format.Name == "int32" ? (int.MinValue, int.MaxValue) : (long.MinValue, long.MaxValue);

        public override bool Holds(ReadOnlySpan<byte> token) => format.Matches(token);
    }
}

/// <summary>Requires a string to have a format.</summary>
internal sealed class StringFormatAssertion(KeywordLocation location, StringFormat format) : StringAssertion(location)
{
    public StringFormat Format { get; } = format;

    public override string Message { get; } = $"Expected {format.Expectation}";

    public override bool Holds(ReadOnlySpan<byte> utf8, ref Patterns.PatternBudget budget) => Format.Matches(utf8);
}
