using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary><c>dependentRequired</c></summary>
internal sealed class DependentRequiredKeyword() : Keyword("dependentRequired", Dialects.From201909, Vocabularies.Validation)
{
    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        foreach (JsonNode member in SchemaBuilder.Members(value))
        {
            schema.Object.DependentRequired(member.Name!, SchemaBuilder.Strings(member), schema.Location(value));
        }
    }
}

/// <summary><c>dependentSchemas</c></summary>
internal sealed class DependentSchemasKeyword() : Keyword("dependentSchemas", Dialects.From201909, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.Map;

    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        JsonNode[] members = SchemaBuilder.Members(value);
        if (members.Length > 0) schema.Add(new DependentSchemasApplicator(schema.Location(value), [.. members.Select(member => member.Name!)], schema.InPlace(members)));
    }
}

/// <summary><c>dependencies</c>, both of the above in one; kept alive in later drafts for the schemas that still use it.</summary>
internal sealed class DependenciesKeyword() : Keyword("dependencies", Dialects.Drafts, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.Map;

    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        var schemas = new List<JsonNode>();
        foreach (JsonNode member in SchemaBuilder.Members(value))
        {
            if (member.IsArray) schema.Object.DependentRequired(member.Name!, SchemaBuilder.Strings(member), schema.Location(value));
            else schemas.Add(member);
        }

        if (schemas.Count > 0) schema.Add(new DependentSchemasApplicator(schema.Location(value), [.. schemas.Select(member => member.Name!)], schema.InPlace([.. schemas])));
    }
}
