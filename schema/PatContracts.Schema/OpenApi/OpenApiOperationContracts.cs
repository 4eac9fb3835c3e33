using PatContracts.Schema.Documents;

namespace PatContracts.Schema;

/// <summary>The contracts of an operation in an OpenAPI document: of its request and its responses.</summary>
public sealed class OpenApiOperationContracts
{
    private readonly OpenApiContracts _document;
    private readonly Lazy<OpenApiBodyContracts?> _request;
    private readonly Lazy<IReadOnlyList<OpenApiBodyContracts>> _responses;

    internal OpenApiOperationContracts(OpenApiContracts document, string method, string path, JsonNode node)
    {
        _document = document;
        Method = method;
        Path = path;
        Node = node;
        _request = new Lazy<OpenApiBodyContracts?>(FindRequest, LazyThreadSafetyMode.PublicationOnly);
        _responses = new Lazy<IReadOnlyList<OpenApiBodyContracts>>(FindResponses, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The HTTP method, in capital letters.</summary>
    public string Method { get; }

    /// <summary>The path as written in the document: <c>/tokens/{id}</c>.</summary>
    public string Path { get; }

    /// <summary>The <c>operationId</c>, or null.</summary>
    public string? OperationId => Node["operationId"] is { IsString: true } id ? id.String : null;

    /// <summary>
    /// The paths of the server URLs, which precede the path: of the operation's own servers, otherwise of its path's, otherwise of the document's (<see
    /// cref="OpenApiContracts.BasePaths"/>).
    /// </summary>
    public IReadOnlyList<string> BasePaths
    {
        get
        {
            for (JsonNode? node = Node; node is not null; node = node.Parent)
            {
                if (OpenApiContracts.BasePathsOf(node) is { } paths) return paths;
            }

            // The operation may be in another file than the document.
            return _document.BasePaths;
        }
    }

    /// <summary>The request body, or null if the operation has none.</summary>
    public OpenApiBodyContracts? Request => _request.Value;

    /// <summary>The responses, in document order.</summary>
    public IReadOnlyList<OpenApiBodyContracts> Responses => _responses.Value;

    internal JsonNode Node { get; }

    /// <summary>
    /// Returns the response for a status: that of the status itself, otherwise of its range (<c>4XX</c>), otherwise the default response; null if there is
    /// none.
    /// </summary>
    public OpenApiBodyContracts? FindResponse(int statusCode) => FindResponse(statusCode.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string ToString() => Method + " " + Path;

    /// <param name="status">A status, a range or <c>default</c>.</param>
    internal OpenApiBodyContracts? FindResponse(string status) =>
        Responses.FirstOrDefault(response => string.Equals(response.Status, status, StringComparison.OrdinalIgnoreCase))
        ?? (status.Length == 3 ? Responses.FirstOrDefault(response => string.Equals(response.Status, status[0] + "XX", StringComparison.OrdinalIgnoreCase)) : null)
        ?? Responses.FirstOrDefault(static response => response.Status == "default");

    private OpenApiBodyContracts? FindRequest() => Node["requestBody"] is { } body ? new OpenApiBodyContracts(_document, null, body) : null;

    private IReadOnlyList<OpenApiBodyContracts> FindResponses() => Node["responses"] is { IsObject: true } responses
        ? [.. responses.Children.Where(static response => !response.Name!.StartsWith("x-", StringComparison.Ordinal)).Select(response => new OpenApiBodyContracts(_document, response.Name, response))]
        : [];
}
