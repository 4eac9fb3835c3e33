using PatContracts.Schema.Documents;
using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Compilation.Keywords;

/// <summary>A keyword that identifies a schema or its dialect. It was read when the document was indexed; here its value is checked.</summary>
internal abstract class IdentifierKeyword(string name, Dialects dialects) : Keyword(name, dialects, Vocabularies.Core)
{
    public override bool IsAssertive => false;

    public override void Compile(JsonNode value, SchemaBuilder schema)
    {
        if (!value.IsString) throw value.Error($"{Name} must be a string");
    }
}

/// <summary><c>$schema</c></summary>
internal sealed class SchemaKeyword() : IdentifierKeyword("$schema", Dialects.Drafts);

/// <summary><c>$id</c></summary>
internal sealed class IdKeyword() : IdentifierKeyword("$id", Dialects.From6);

/// <summary><c>id</c> of draft-04</summary>
internal sealed class Draft4IdKeyword() : IdentifierKeyword("id", Dialects.Draft4);

/// <summary><c>$anchor</c></summary>
internal sealed class AnchorKeyword() : IdentifierKeyword("$anchor", Dialects.From201909);

/// <summary><c>$dynamicAnchor</c>, since 2020-12</summary>
internal sealed class DynamicAnchorKeyword() : IdentifierKeyword("$dynamicAnchor", Dialects.From202012);

/// <summary><c>$recursiveAnchor</c> of 2019-09</summary>
internal sealed class RecursiveAnchorKeyword() : FlagKeyword("$recursiveAnchor", Dialects.Draft201909, Vocabularies.Core);
