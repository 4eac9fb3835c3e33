using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Compilation;

/// <summary>Where a keyword stands in its schema document: what findings point at.</summary>
internal sealed class KeywordSite(string keyword, JsonNode place, SchemaResource resource, SchemaDocument main)
{
    private string? _pointer;
    private string? _rule;

    /// <summary>The keyword's name; of a schema that is just <c>false</c>, "false".</summary>
    public string Keyword { get; } = keyword;

    public string Rule => _rule ??= "schema/" + Keyword;

    /// <summary>The pointer for findings: inside the contract's own document bare, elsewhere behind the document's name.</summary>
    public string Pointer => _pointer ??= place.Document == main ? place.Pointer : place.Document.Name + "#" + place.Pointer;

    /// <summary>The absolute keyword location of JSON Schema's output formats: the resource's URI and the pointer inside the resource.</summary>
    public string AbsoluteLocation => resource.Uri + "#" + place.Pointer.Substring(resource.Root.Pointer.Length);
}
