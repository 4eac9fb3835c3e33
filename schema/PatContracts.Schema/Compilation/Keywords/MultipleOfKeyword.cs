using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary><c>multipleOf</c></summary>
internal sealed class MultipleOfKeyword() : Keyword("multipleOf", Dialects.All, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        if (value.Kind != JsonKind.Number || Text.Numbers.JsonNumber.Parse(value.Text).CompareTo(Text.Numbers.JsonNumber.Parse("0"u8)) <= 0)
        {
            throw value.Error("multipleOf must be a number greater than 0");
        }

        schema.Add(new Multiple(schema.Location(value), value));
    }

    private sealed class Multiple(KeywordLocation location, JsonNode divisor) : NumberAssertion(location)
    {
        private readonly byte[] _divisor = divisor.Text.ToArray();

        public override string Message { get; } = $"Expected a multiple of {Text.JsonStrings.Decode(divisor.Text)}";

        public override bool Holds(ReadOnlySpan<byte> token) => Text.Numbers.JsonNumber.Parse(token).IsMultipleOf(Text.Numbers.JsonNumber.Parse(_divisor));
    }
}
