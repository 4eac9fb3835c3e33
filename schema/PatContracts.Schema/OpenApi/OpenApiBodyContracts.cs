using PatContracts.Schema.Documents;
using PatContracts.Schema.Text;

namespace PatContracts.Schema;

/// <summary>The contracts of the body of a request or response of an operation, by media type.</summary>
public sealed class OpenApiBodyContracts
{
    private readonly OpenApiContracts _document;
    private readonly Lazy<JsonNode[]> _content;

    internal OpenApiBodyContracts(OpenApiContracts document, string? status, JsonNode node)
    {
        _document = document;
        Status = status;
        Node = node;
        _content = new Lazy<JsonNode[]>(FindContent, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>For a response: the status (<c>200</c>), the range (<c>4XX</c>) or <c>default</c>. For a request: null.</summary>
    public string? Status { get; }

    /// <summary>The media types of the body, in document order; empty if there is no body.</summary>
    /// <exception cref="ContractLoadException">A reference to a body cannot be resolved.</exception>
    public IReadOnlyList<string> MediaTypes => [.. _content.Value.Select(static entry => entry.Name!)];

    /// <summary>For a request: whether the body is required.</summary>
    /// <exception cref="ContractLoadException">A reference to a body cannot be resolved.</exception>
    public bool IsRequired => _document.Dereference(Node) is { IsObject: true } body && body["required"] is { Kind: JsonKind.True };

    internal JsonNode Node { get; }

    /// <summary>Returns whether the document describes bodies of a media type, by name or by a range that includes it, such as <c>text/*</c>.</summary>
    /// <param name="mediaType">The media type of a payload; parameters are ignored.</param>
    /// <exception cref="ContractLoadException">A reference to a body cannot be resolved.</exception>
    public bool Describes(string mediaType) => Matching(WithoutParameters(mediaType)) is not null;

    /// <summary>
    /// Returns the contract of the body, or null if the document has no schema for it, because payloads of that media type are not described or are not JSON.
    /// </summary>
    /// <param name="mediaType">The media type of a payload; parameters are ignored. Null selects the first media type that is JSON.</param>
    /// <exception cref="ContractLoadException">The schema cannot be compiled, or a reference to a body cannot be resolved.</exception>
    public Contract? GetContract(string? mediaType = null)
    {
        JsonNode? entry = mediaType is null
            ? _content.Value.FirstOrDefault(static entry => IsJson(entry.Name!)) ?? Matching("application/json")
            : Matching(WithoutParameters(mediaType));
        if (entry is null || !IsJson(mediaType is null ? "application/json" : WithoutParameters(mediaType))) return null;
        entry = _document.Dereference(entry);
        if (!entry.IsObject || entry["schema"] is not { } schema) return null;
        return _document.ContractOf(schema, Status is null ? ContractDirection.Request : ContractDirection.Response);
    }

    // The most specific entry applies.
    private JsonNode? Matching(string mediaType) =>
        Named(mediaType) ?? Named(mediaType.Substring(0, mediaType.IndexOf('/') + 1) + "*") ?? Named("*/*");

    private JsonNode? Named(string mediaType) =>
        Array.Find(_content.Value, entry => string.Equals(WithoutParameters(entry.Name!), mediaType, StringComparison.OrdinalIgnoreCase));

    private JsonNode[] FindContent()
    {
        JsonNode body = _document.Dereference(Node);
        if (!body.IsObject) throw Node.Error("Expected an object");
        return body["content"] is { IsObject: true } content ? content.Children : [];
    }

    private static bool IsJson(string mediaType)
    {
        string type = WithoutParameters(mediaType);
        return string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase)
            || string.Equals(type, "text/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    private static string WithoutParameters(string mediaType)
    {
        int end = mediaType.IndexOf(';');
        return (end < 0 ? mediaType : mediaType.Substring(0, end)).Trim();
    }
}
