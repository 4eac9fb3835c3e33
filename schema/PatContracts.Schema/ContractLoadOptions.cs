namespace PatContracts.Schema;

/// <summary>Settings of loading a schema. Immutable; share one instance.</summary>
public sealed record ContractLoadOptions
{
    /// <summary>The defaults: <c>$schema</c> selects the dialect (default: 2020-12), and formats are asserted strictly.</summary>
    public static ContractLoadOptions Default { get; } = new();

    /// <summary>Overrides the dialect that the document names. Null (the default) leaves the choice to the document.</summary>
    public Dialect? Dialect { get; init; }

    /// <summary>Whether <c>format</c> is an assertion (true by default) or an annotation only.</summary>
    public bool AssertFormats { get; init; } = true;

    /// <summary>Which texts <c>format: date-time</c> accepts.</summary>
    public DateTimeProfile DateTimeProfile { get; init; }

    /// <summary>
    /// The schema in the document that is the contract: a JSON Pointer (<c>#/components/schemas/Token</c>), the name of an anchor (<c>#token</c>), or in an
    /// OpenAPI
    /// document the response or the request of an operation (<c>GET /tokens 200</c>, <c>POST /tokens request</c>). Null (the default) is the document's root.
    /// </summary>
    public string? Pointer { get; init; }

    /// <summary>
    /// The direction in which payloads travel, for the schemas of OpenAPI documents. The contracts of operations have the direction of their bodies.
    /// </summary>
    public ContractDirection Direction { get; init; }

    /// <summary>Reads documents that are not JSON. Null (the default) accepts JSON only.</summary>
    public DocumentConverter? Converter { get; init; }

    /// <summary>Where <c>$ref</c> finds other documents. Nothing is ever fetched.</summary>
    public SchemaRegistry? Registry { get; init; }

    /// <summary>A name for the document in error messages, a file's path for example.</summary>
    public string? DocumentName { get; init; }

    /// <summary>Base URI of the document when it has no <c>$id</c> of its own.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>
    /// Whether the document is checked against its dialect's metaschema while loading, which includes annotations such as <c>title</c>. True by default.
    /// Keywords that validate or refer to schemas are checked in any case.
    /// </summary>
    public bool CheckMetaschema { get; init; } = true;

    /// <summary>These settings for a file that may refer to others in a folder.</summary>
    internal ContractLoadOptions ForFile(string path, string? rootFolder)
    {
        string full = Path.GetFullPath(path);
        if (Registry is not null) return this with { DocumentName = DocumentName ?? path };
        SchemaRegistry registry = SchemaRegistry.FromFolder(rootFolder ?? Path.GetDirectoryName(full)!);
        return this with { Registry = registry, BaseUri = BaseUri ?? registry.GetUri(full), DocumentName = DocumentName ?? path };
    }
}
