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

/// <summary><c>dependencies</c>, which combines the two above; supported in later drafts, though not in v1, for schemas that still use it.</summary>
internal sealed class DependenciesKeyword() : Keyword("dependencies", Dialects.Drafts & ~Dialects.V1, Vocabularies.Applicator)
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

/// <summary><c>propertyDependencies</c> of v1: schemas for objects in which a property has a certain string as its value.</summary>
internal sealed class PropertyDependenciesKeyword() : Keyword("propertyDependencies", Dialects.V1, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.MapOfMaps;

    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        JsonNode[] members = SchemaBuilder.Members(value);
        if (members.Length == 0) return;
        var values = new NameTable[members.Length];
        var edges = new List<PlanEdge>();
        for (int i = 0; i < members.Length; i++)
        {
            JsonNode[] alternatives = SchemaBuilder.Members(members[i]);
            values[i] = new NameTable([.. alternatives.Select(alternative => alternative.Name!)]);
            edges.AddRange(schema.InPlace(alternatives));
        }

        schema.Add(new PropertyDependenciesApplicator(schema.Location(value), [.. members.Select(member => member.Name!)], values, [.. edges]));
    }
}
