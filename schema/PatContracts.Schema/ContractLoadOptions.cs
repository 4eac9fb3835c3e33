namespace PatContracts.Schema;

/// <summary>Settings for loading a schema. Immutable; share one instance.</summary>
public sealed record ContractLoadOptions
{
    /// <summary>The defaults: <c>$schema</c> selects the dialect (2020-12 if absent), and formats are asserted strictly.</summary>
    public static ContractLoadOptions Default { get; } = new();

    /// <summary>Overrides the dialect that the document names. Null (the default) uses the document's.</summary>
    public Dialect? Dialect { get; init; }

    /// <summary>Whether <c>format</c> is an assertion (true by default) or an annotation only.</summary>
    public bool AssertFormats { get; init; } = true;

    /// <summary>Which values <c>format: date-time</c> accepts.</summary>
    public DateTimeProfile DateTimeProfile { get; init; }

    /// <summary>
    /// Selects the schema of the document that is the contract: a JSON Pointer (<c>#/components/schemas/Token</c>), the name of an anchor (<c>#token</c>), or,
    /// in an OpenAPI document, the response or request of an operation (<c>GET /tokens 200</c>, <c>POST /tokens request</c>). Null (the default) is the
    /// document's root.
    /// </summary>
    public string? Pointer { get; init; }

    /// <summary>
    /// The direction in which payloads travel, for schemas of OpenAPI documents. Contracts of operations have the direction of their bodies.
    /// </summary>
    public ContractDirection Direction { get; init; }

    /// <summary>Converts documents that are not JSON. Null (the default) accepts JSON only.</summary>
    public DocumentConverter? Converter { get; init; }

    /// <summary>The documents that <c>$ref</c> can refer to. Nothing is ever fetched.</summary>
    public SchemaRegistry? Registry { get; init; }

    /// <summary>A name for the document in error messages; a file path, for example.</summary>
    public string? DocumentName { get; init; }

    /// <summary>Base URI of the document if it has no <c>$id</c>.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>
    /// Whether loading checks the document against its dialect's metaschema, which includes annotations such as <c>title</c>. True by default. Keywords that
    /// validate or refer to schemas are always checked.
    /// </summary>
    public bool CheckMetaschema { get; init; } = true;

    /// <summary>Returns these settings for a file that may refer to other files in a folder.</summary>
    internal ContractLoadOptions ForFile(string path, string? rootFolder)
    {
        string full = Path.GetFullPath(path);
        if (Registry is not null) return this with { DocumentName = DocumentName ?? path };
        SchemaRegistry registry = SchemaRegistry.FromFolder(rootFolder ?? Path.GetDirectoryName(full)!);
        return this with { Registry = registry, BaseUri = BaseUri ?? registry.GetUri(full), DocumentName = DocumentName ?? path };
    }
}
