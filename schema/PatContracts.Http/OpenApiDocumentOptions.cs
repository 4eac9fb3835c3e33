using PatContracts.Schema;

namespace PatContracts.Http;

/// <summary>How the operations of an OpenAPI document are used as contracts.</summary>
public sealed record OpenApiDocumentOptions
{
    /// <summary>
    /// Reads a document that is not JSON: <c>YamlConverter.Instance</c> of the package PatContracts.Yaml for YAML. Null (the default) reads JSON.
    /// </summary>
    public DocumentConverter? Converter { get; init; }

    /// <summary>
    /// The path in front of the paths of operations, for example <c>/gateway/v3</c>; an empty text for none. Null (the default) takes the paths of the
    /// document's <c>servers</c>.
    /// </summary>
    public string? BasePath { get; init; }

    /// <summary>What happens to violations of the document's contracts. Null (the default) for the mode of the settings.</summary>
    public PatContractMode? Mode { get; init; }
}
