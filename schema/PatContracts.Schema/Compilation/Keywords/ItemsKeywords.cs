using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary><c>items</c>: one schema for the elements, or, up to 2019-09, a list of schemas by position.</summary>
internal sealed class ItemsKeyword() : Keyword("items", Dialects.All, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.Single | Subschemas.List;

    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        bool listAllowed = (schema.Dialect.Flag & Dialects.To201909) != 0;
        if (value.IsArray && listAllowed) schema.Array.Prefix(schema.Children(value.Children));
        else schema.Array.Items(schema.Child(value), schema.Location(value));
    }
}

/// <summary><c>prefixItems</c>, since 2020-12</summary>
internal sealed class PrefixItemsKeyword() : Keyword("prefixItems", Dialects.From202012, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.List;

    public override void Compile(JsonNode value, SchemaBuilder schema) => schema.Array.Prefix(schema.Children(SchemaBuilder.Schemas(value)));
}

/// <summary><c>additionalItems</c>, which has an effect only next to a list of <c>items</c>.</summary>
internal sealed class AdditionalItemsKeyword() : Keyword("additionalItems", Dialects.To201909, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.Single;

    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        PlanEdge items = schema.ChildOrBoolean(value);
        if (schema.Schema["items"] is { IsArray: true }) schema.Array.Items(items, schema.Location(value));
    }
}

/// <summary><c>minItems</c></summary>
internal sealed class MinItemsKeyword() : Keyword("minItems", Dialects.All, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema) => schema.Array.Minimum(SchemaBuilder.Count(value), schema.Location(value));
}

/// <summary><c>maxItems</c></summary>
internal sealed class MaxItemsKeyword() : Keyword("maxItems", Dialects.All, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema) => schema.Array.Maximum(SchemaBuilder.Count(value), schema.Location(value));
}

/// <summary><c>uniqueItems</c></summary>
internal sealed class UniqueItemsKeyword() : Keyword("uniqueItems", Dialects.All, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        if (!value.IsBoolean) throw value.Error("uniqueItems must be a boolean");
        if (value.Kind == JsonKind.True) schema.Array.Unique(schema.Location(value));
    }
}
