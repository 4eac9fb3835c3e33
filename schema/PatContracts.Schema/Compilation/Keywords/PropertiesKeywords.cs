using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary><c>properties</c></summary>
internal sealed class PropertiesKeyword() : Keyword("properties", Dialects.All, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.Map;

    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        foreach (JsonNode member in SchemaBuilder.Members(value)) schema.Object.Property(member.Name!, schema.Child(member));
    }
}

/// <summary><c>patternProperties</c></summary>
internal sealed class PatternPropertiesKeyword() : Keyword("patternProperties", Dialects.Drafts, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.Map;

    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        foreach (JsonNode member in SchemaBuilder.Members(value))
        {
            schema.Object.Pattern(schema.Pattern(member.Name!, member), schema.Child(member), schema.Location(value));
        }
    }
}

/// <summary><c>additionalProperties</c>: a schema or, in every dialect, a boolean.</summary>
internal sealed class AdditionalPropertiesKeyword() : Keyword("additionalProperties", Dialects.All, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.Single;

    public override void Compile(JsonNode value, SchemaBuilder schema) => schema.Object.Additional(schema.ChildOrBoolean(value), schema.Location(value));
}

/// <summary><c>propertyNames</c></summary>
internal sealed class PropertyNamesKeyword() : Keyword("propertyNames", Dialects.From6, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.Single;

    public override void Compile(JsonNode value, SchemaBuilder schema) => schema.Object.PropertyNames(schema.Child(value));
}

/// <summary><c>required</c></summary>
internal sealed class RequiredKeyword() : Keyword("required", Dialects.All, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        string[] names = SchemaBuilder.Strings(value);
        if (schema.Options.Direction != ContractDirection.Any) names = Array.FindAll(names, schema.IsRequired);
        schema.Object.Require(names, schema.Location(value));
    }
}

/// <summary><c>minProperties</c></summary>
internal sealed class MinPropertiesKeyword() : Keyword("minProperties", Dialects.All, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema) => schema.Object.Minimum(SchemaBuilder.Count(value), schema.Location(value));
}

/// <summary><c>maxProperties</c></summary>
internal sealed class MaxPropertiesKeyword() : Keyword("maxProperties", Dialects.All, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema) => schema.Object.Maximum(SchemaBuilder.Count(value), schema.Location(value));
}
