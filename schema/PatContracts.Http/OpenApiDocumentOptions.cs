using PatContracts.Schema;

namespace PatContracts.Http;

/// <summary>Options for using the operations of an OpenAPI document as contracts.</summary>
public sealed record OpenApiDocumentOptions
{
    /// <summary>
    /// The converter for a document that is not JSON: for YAML, <c>YamlConverter.Instance</c> of the package PatContracts.Yaml. Null (the default) for
    /// JSON.
    /// </summary>
    public DocumentConverter? Converter { get; init; }

    /// <summary>
    /// The path that precedes the paths of operations, such as <c>/gateway/v3</c>, or an empty string if nothing precedes them. Null (the default) uses
    /// the paths of the document's <c>servers</c>.
    /// </summary>
    public string? BasePath { get; init; }

    /// <summary>How violations of the document's contracts are handled. Null (the default) for the mode of the client or server.</summary>
    public PatContractMode? Mode { get; init; }
}
