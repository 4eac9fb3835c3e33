using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary>A bound on numbers, compared exactly whatever their size.</summary>
internal abstract class RangeKeyword(string name, Dialects dialects) : Keyword(name, dialects, Vocabularies.Validation)
{
    /// <summary>Returns whether a bound is exclusive, in the form of draft-04 and OpenAPI 3.0.</summary>
    protected static bool IsExclusive(SchemaBuilder schema, string keyword) =>
        schema.Dialect.Dialect is Dialect.Draft4 or Dialect.OpenApi30 && schema.Schema[keyword] is { Kind: JsonKind.True };

    protected static void Add(JsonNode value, SchemaBuilder schema, int sign, bool exclusive)
    {
        if (value.Kind != JsonKind.Number) throw value.Error($"{value.Name} must be a number");
        schema.Add(new Bound(schema.Location(value), value, sign, exclusive));
    }

    /// <param name="location">The keyword.</param>
    /// <param name="bound">The bound.</param>
    /// <param name="sign">1 for a lower bound, −1 for an upper one.</param>
    /// <param name="exclusive">Whether the bound itself is excluded.</param>
    private sealed class Bound(KeywordLocation location, JsonNode bound, int sign, bool exclusive) : NumberAssertion(location)
    {
        private readonly byte[] _bound = bound.Text.ToArray();

        public override string Message { get; } =
            $"Expected a number {(sign > 0 ? (exclusive ? "greater than" : "not less than") : (exclusive ? "less than" : "not greater than"))} {Text.JsonStrings.Decode(bound.Text)}";

        public override (long Minimum, long Maximum)? WholeRange { get; } = Whole(bound, sign, exclusive);

        public override bool AllowsFractions => true;

        // Integer bounds only: with a fractional bound, the range could not be compared cheaply.
        private static (long Minimum, long Maximum)? Whole(JsonNode bound, int sign, bool exclusive)
        {
            if (!Text.Numbers.JsonNumber.Parse(bound.Text).TryGetInt64(out long whole) || whole is long.MinValue or long.MaxValue) return null;
            long innermost = exclusive ? whole + sign : whole;
            return sign > 0 ? (innermost, long.MaxValue) : (long.MinValue, innermost);
        }

        public override bool Holds(ReadOnlySpan<byte> token)
        {
            int order = Text.Numbers.JsonNumber.Parse(token).CompareTo(Text.Numbers.JsonNumber.Parse(_bound)) * sign;
            return exclusive ? order > 0 : order >= 0;
        }
    }
}

/// <summary><c>minimum</c></summary>
internal sealed class MinimumKeyword() : RangeKeyword("minimum", Dialects.All)
{
    public override void Compile(JsonNode value, SchemaBuilder schema) => Add(value, schema, 1, IsExclusive(schema, "exclusiveMinimum"));
}

/// <summary><c>maximum</c></summary>
internal sealed class MaximumKeyword() : RangeKeyword("maximum", Dialects.All)
{
    public override void Compile(JsonNode value, SchemaBuilder schema) => Add(value, schema, -1, IsExclusive(schema, "exclusiveMaximum"));
}

/// <summary><c>exclusiveMinimum</c>, a bound since draft-06</summary>
internal sealed class ExclusiveMinimumKeyword() : RangeKeyword("exclusiveMinimum", Dialects.From6)
{
    public override void Compile(JsonNode value, SchemaBuilder schema) => Add(value, schema, 1, exclusive: true);
}

/// <summary><c>exclusiveMaximum</c>, a bound since draft-06</summary>
internal sealed class ExclusiveMaximumKeyword() : RangeKeyword("exclusiveMaximum", Dialects.From6)
{
    public override void Compile(JsonNode value, SchemaBuilder schema) => Add(value, schema, -1, exclusive: true);
}

/// <summary><c>exclusiveMinimum</c> of draft-04 and OpenAPI 3.0</summary>
internal sealed class MinimumIsExclusiveKeyword() : FlagKeyword("exclusiveMinimum", Dialects.Draft4 | Dialects.OpenApi30, Vocabularies.Validation);

/// <summary><c>exclusiveMaximum</c> of draft-04 and OpenAPI 3.0</summary>
internal sealed class MaximumIsExclusiveKeyword() : FlagKeyword("exclusiveMaximum", Dialects.Draft4 | Dialects.OpenApi30, Vocabularies.Validation);
