using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Compilation;

/// <summary>The location of a keyword in its schema document, which findings refer to.</summary>
internal sealed class KeywordLocation(string keyword, JsonNode place, SchemaResource resource, SchemaDocument main)
{
    private string? _pointer;
    private string? _rule;
    private string? _absoluteLocation;
    private string? _ownLocation;

    /// <summary>The keyword's value in the schema document.</summary>
    public JsonNode Value => place;

    /// <summary>The keyword's name; of a schema that is just <c>false</c>, "false".</summary>
    public string Keyword { get; } = keyword;

    public string Rule => _rule ??= "schema/" + Keyword;

    /// <summary>The pointer for findings: in the contract's own document as it is, in others after the document's name.</summary>
    public string Pointer => _pointer ??= place.Document == main ? place.Pointer : place.Document.Name + "#" + place.Pointer;

    /// <summary>A subschema in the keyword's value, as findings name it.</summary>
    /// <param name="schema">The subschema, in the same document.</param>
    public SchemaAlternative Alternative(JsonNode schema) =>
        new(schema, place.Document == main ? schema.Pointer : schema.Document.Name + "#" + schema.Pointer);

    /// <summary>The absolute keyword location of JSON Schema's output formats: the resource's URI and the pointer inside the resource.</summary>
    public string AbsoluteLocation => _absoluteLocation ??= resource.Uri + "#" + place.Pointer.Substring(resource.Root.Pointer.Length);

    /// <summary>The keyword's location where no other keyword led to its schema.</summary>
    public string OwnLocation => _ownLocation ??= "/" + Keyword;
}
