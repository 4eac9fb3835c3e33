using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary><c>unevaluatedProperties</c></summary>
internal sealed class UnevaluatedPropertiesKeyword() : Keyword("unevaluatedProperties", Dialects.From201909, Vocabularies.Unevaluated)
{
    public override Subschemas Subschemas => Subschemas.Single;

    public override void Compile(JsonNode value, SchemaBuilder schema) =>
        schema.Node.UnevaluatedProperties = new UnevaluatedPlan(schema.Location(value), schema.Child(value));
}

/// <summary><c>unevaluatedItems</c></summary>
internal sealed class UnevaluatedItemsKeyword() : Keyword("unevaluatedItems", Dialects.From201909, Vocabularies.Unevaluated)
{
    public override Subschemas Subschemas => Subschemas.Single;

    public override void Compile(JsonNode value, SchemaBuilder schema) =>
        schema.Node.UnevaluatedItems = new UnevaluatedPlan(schema.Location(value), schema.Child(value));
}

/// <summary><c>contentSchema</c>: a schema for the decoded content of a string; an annotation, but its schemas can be referred to.</summary>
internal sealed class ContentSchemaKeyword() : Keyword("contentSchema", Dialects.From201909, Vocabularies.Annotation)
{
    public override Subschemas Subschemas => Subschemas.Single;

    public override bool IsAssertive => false;

    public override void Compile(JsonNode value, SchemaBuilder schema) => SchemaBuilder.RequireSchema(value);
}
