using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary><c>dependentRequired</c></summary>
internal sealed class DependentRequiredKeyword() : Keyword("dependentRequired", Dialects.From201909, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        foreach (JsonNode member in SchemaBuilder.Members(value))
        {
            schema.Object.DependentRequired(member.Name!, SchemaBuilder.Strings(member), schema.Site(value));
        }
    }
}

/// <summary><c>dependentSchemas</c></summary>
internal sealed class DependentSchemasKeyword() : Keyword("dependentSchemas", Dialects.From201909, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.Map;

    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        foreach (JsonNode member in SchemaBuilder.Members(value)) schema.Object.DependentSchema(member.Name!, schema.InPlace(member));
    }
}

/// <summary><c>dependencies</c>, both of the above in one; kept alive in later drafts for the schemas that still use it.</summary>
internal sealed class DependenciesKeyword() : Keyword("dependencies", Dialects.Drafts, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.Map;

    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        foreach (JsonNode member in SchemaBuilder.Members(value))
        {
            if (member.IsArray) schema.Object.DependentRequired(member.Name!, SchemaBuilder.Strings(member), schema.Site(value));
            else schema.Object.DependentSchema(member.Name!, schema.InPlace(member));
        }
    }
}
