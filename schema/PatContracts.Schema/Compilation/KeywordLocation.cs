using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Compilation;

/// <summary>The location of a keyword in its schema document, as reported in findings.</summary>
internal sealed class KeywordLocation(string keyword, JsonNode value, SchemaResource resource, SchemaDocument main)
{
    private string? _pointer;
    private string? _rule;
    private string? _absoluteLocation;
    private string? _ownLocation;

    /// <summary>The keyword's value in the schema document.</summary>
    public JsonNode Value => value;

    /// <summary>The keyword's name; "false" for a schema that is just <c>false</c>.</summary>
    public string Keyword { get; } = keyword;

    public string Rule => _rule ??= "schema/" + Keyword;

    /// <summary>The pointer for findings; prefixed with the document's name unless it is the contract's own document.</summary>
    public string Pointer => _pointer ??= value.Document == main ? value.Pointer : value.Document.Name + "#" + value.Pointer;

    /// <summary>Returns a subschema in the keyword's value, as named in findings.</summary>
    /// <param name="schema">The subschema, in the same document.</param>
    public SchemaAlternative Alternative(JsonNode schema) =>
        new(schema, value.Document == main ? schema.Pointer : schema.Document.Name + "#" + schema.Pointer);

    /// <summary>The absolute keyword location of the JSON Schema output formats: the resource's URI and the pointer inside the resource.</summary>
    public string AbsoluteLocation => _absoluteLocation ??= resource.Uri + "#" + value.Pointer.Substring(resource.Root.Pointer.Length);

    /// <summary>The keyword's location if no other keyword led to its schema.</summary>
    public string OwnLocation => _ownLocation ??= "/" + Keyword;
}
