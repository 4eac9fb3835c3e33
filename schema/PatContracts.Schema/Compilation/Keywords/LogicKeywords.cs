using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary><c>allOf</c></summary>
internal sealed class AllOfKeyword() : Keyword("allOf", Dialects.All, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.List;

    public override void Compile(JsonNode value, SchemaBuilder schema) =>
        schema.Add(new AllOfApplicator(schema.Location(value), schema.InPlace(SchemaBuilder.Schemas(value))));
}

/// <summary><c>anyOf</c></summary>
internal sealed class AnyOfKeyword() : Keyword("anyOf", Dialects.All, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.List;

    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        JsonNode[] schemas = SchemaBuilder.Schemas(value);
        schema.Add(new AnyOfApplicator(schema.Location(value), schema.InPlace(schemas)) { Discriminator = DiscriminatorKeyword.Read(schema, schemas) });
    }
}

/// <summary><c>oneOf</c></summary>
internal sealed class OneOfKeyword() : Keyword("oneOf", Dialects.All, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.List;

    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        JsonNode[] schemas = SchemaBuilder.Schemas(value);
        schema.Add(new OneOfApplicator(schema.Location(value), schema.InPlace(schemas)) { Discriminator = DiscriminatorKeyword.Read(schema, schemas) });
    }
}

/// <summary><c>not</c></summary>
internal sealed class NotKeyword() : Keyword("not", Dialects.All, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.Single;

    public override void Compile(JsonNode value, SchemaBuilder schema) => schema.Add(new NotApplicator(schema.Location(value), schema.InPlace(value)));
}

/// <summary><c>if</c>, with the <c>then</c> and <c>else</c> next to it.</summary>
internal sealed class IfKeyword() : Keyword("if", Dialects.From7, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.Single;

    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        PlanEdge test = schema.InPlace(value);
        PlanEdge? then = schema.Sibling("then") is { } onTrue ? schema.InPlace(onTrue) : null;
        PlanEdge? @else = schema.Sibling("else") is { } onFalse ? schema.InPlace(onFalse) : null;
        schema.Add(new IfApplicator(schema.Location(value), test, then, @else));
    }
}

/// <summary><c>then</c>, read by <c>if</c>.</summary>
internal sealed class ThenKeyword() : Keyword("then", Dialects.From7, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.Single;

    public override bool IsAssertive => false;

    public override void Compile(JsonNode value, SchemaBuilder schema) => SchemaBuilder.RequireSchema(value);
}

/// <summary><c>else</c>, read by <c>if</c>.</summary>
internal sealed class ElseKeyword() : Keyword("else", Dialects.From7, Vocabularies.Applicator)
{
    public override Subschemas Subschemas => Subschemas.Single;

    public override bool IsAssertive => false;

    public override void Compile(JsonNode value, SchemaBuilder schema) => SchemaBuilder.RequireSchema(value);
}
