using PatContracts.Schema;

namespace PatContracts.Http.Shared;

/// <summary>
/// The operations of an OpenAPI document by method and path. Concrete segments take precedence over templated ones, as OpenAPI requires. A path without an
/// operation for the method is skipped in favor of a less specific path with one.
/// </summary>
internal sealed class OperationTable
{
    private readonly Node _root = new();

    /// <summary>Initializes a new instance of the <see cref="OperationTable"/> class.</summary>
    /// <param name="added">The document.</param>
    /// <param name="isServer">
    /// Whether the table is used by a server. A reverse proxy may have removed the base path from the requests that a server receives.
    /// </param>
    public OperationTable(AddedDocument added, bool isServer)
    {
        Mode = added.Options.Mode;
        foreach (OpenApiOperationContracts operation in added.Document.Operations)
        {
            foreach (string basePath in added.BasePathsOf(operation)) Add(operation, basePath + operation.Path);
            if (isServer && added.Options.BasePath is null) Add(operation, operation.Path);
        }
    }

    /// <summary>How violations of the document's contracts are handled; null for the mode of the client or server.</summary>
    public PatContractMode? Mode { get; }

    /// <summary>Returns the operation of a request, or null.</summary>
    public DescribedOperation? Find(string method, string[] segments) => Find(_root, method, segments, 0);

    private static DescribedOperation? Find(Node node, string method, string[] segments, int depth)
    {
        if (depth == segments.Length) return node.Operations.GetValueOrDefault(method);
        if (node.Literals.TryGetValue(segments[depth], out Node? literal) && Find(literal, method, segments, depth + 1) is { } concrete) return concrete;
        foreach ((SegmentTemplate template, Node next) in node.Templates)
        {
            if (template.IsMatch(segments[depth]) && Find(next, method, segments, depth + 1) is { } templated) return templated;
        }

        return null;
    }

    private void Add(OpenApiOperationContracts operation, string path)
    {
        // A path that no request can have (with a query, for example) only serves as documentation.
        if (RouteTemplate.Problem(path) is not null) return;
        Node node = _root;
        foreach (SegmentTemplate segment in new RouteTemplate(path).Segments) node = node.Next(segment);
        node.Operations.TryAdd(operation.Method, new DescribedOperation(operation, path));
    }

    /// <summary>The operations and longer paths after the preceding segments.</summary>
    private sealed class Node
    {
        public Dictionary<string, DescribedOperation> Operations { get; } = new(StringComparer.OrdinalIgnoreCase);

        public Dictionary<string, Node> Literals { get; } = new(StringComparer.Ordinal);

        /// <summary>Templated segments, the most specific first.</summary>
        public List<(SegmentTemplate Template, Node Next)> Templates { get; } = [];

        public Node Next(SegmentTemplate segment)
        {
            if (segment.IsLiteral)
            {
                if (!Literals.TryGetValue(segment.Pattern, out Node? literal)) Literals.Add(segment.Pattern, literal = new Node());
                return literal;
            }

            int known = Templates.FindIndex(other => other.Template.Pattern == segment.Pattern);
            if (known >= 0) return Templates[known].Next;
            int position = Templates.FindIndex(other => other.Template.LiteralLength < segment.LiteralLength);
            var next = new Node();
            Templates.Insert(position < 0 ? Templates.Count : position, (segment, next));
            return next;
        }
    }
}
