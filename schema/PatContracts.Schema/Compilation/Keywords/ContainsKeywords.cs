using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary><c>contains</c>, with the bounds that later drafts added.</summary>
internal sealed class ContainsKeyword() : Keyword("contains", Dialects.From6, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.Single;

    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        JsonNode? minimum = schema.Sibling("minContains");
        JsonNode? maximum = schema.Sibling("maxContains");
        schema.Array.Contains(new ContainsPlan(
            schema.Child(value),
            schema.Location(value),
            minimum is null ? 1 : SchemaBuilder.Count(minimum),
            minimum is null ? null : schema.Location(minimum),
            maximum is null ? int.MaxValue : SchemaBuilder.Count(maximum),
            maximum is null ? null : schema.Location(maximum),
            MarksEvaluated: (schema.Dialect.Flag & Dialects.From202012) != 0));
    }
}

/// <summary><c>minContains</c>, read by <c>contains</c>.</summary>
internal sealed class MinContainsKeyword() : Keyword("minContains", Dialects.From201909, Vocabularies.Validation)
{
    public override bool IsAssertive => false;

    public override void Compile(JsonNode value, SchemaBuilder schema) => SchemaBuilder.Count(value);
}

/// <summary><c>maxContains</c>, read by <c>contains</c>.</summary>
internal sealed class MaxContainsKeyword() : Keyword("maxContains", Dialects.From201909, Vocabularies.Validation)
{
    public override bool IsAssertive => false;

    public override void Compile(JsonNode value, SchemaBuilder schema) => SchemaBuilder.Count(value);
}
