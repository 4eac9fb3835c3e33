using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary>A keyword that applies a schema from another location.</summary>
internal abstract class ReferenceKeyword(string name, Dialects dialects) : Keyword(name, dialects, Vocabularies.Core)
{
    public override void Compile(JsonNode value, SchemaBuilder schema) => schema.Add(new AllOfApplicator(schema.Location(value), [schema.Reference(value)]));
}

/// <summary><c>$ref</c></summary>
internal sealed class RefKeyword() : ReferenceKeyword("$ref", Dialects.All);

/// <summary><c>$dynamicRef</c>, since 2020-12</summary>
internal sealed class DynamicRefKeyword() : ReferenceKeyword("$dynamicRef", Dialects.From202012);

/// <summary><c>$recursiveRef</c> of 2019-09</summary>
internal sealed class RecursiveRefKeyword() : ReferenceKeyword("$recursiveRef", Dialects.Draft201909);

/// <summary><c>$defs</c> and <c>definitions</c>: schemas to refer to, which have no effect by themselves.</summary>
internal sealed class DefinitionsKeyword(string name, Dialects dialects) : Keyword(name, dialects, Vocabularies.Core)
{
    public override Subschemas Subschemas => Subschemas.Map;

    public override bool IsAssertive => false;

    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        foreach (JsonNode member in SchemaBuilder.Members(value)) SchemaBuilder.RequireSchema(member);
    }
}
