using PatContracts.Schema.Vocabulary;

namespace PatContracts.Schema.Documents;

/// <summary>A schema with its own identifier (or the root of a document), and the anchors in it.</summary>
internal sealed class SchemaResource(string uri, JsonNode root, SchemaDialect dialect)
{
    /// <summary>The absolute URI, without a fragment.</summary>
    public string Uri { get; } = uri;

    public JsonNode Root { get; } = root;

    public SchemaDialect Dialect { get; } = dialect;

    public Dictionary<string, JsonNode> Anchors { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Anchors that <c>$dynamicRef</c> can resolve to from other resources. <c>$recursiveAnchor</c> of 2019-09 is the anchor with the empty name.
    /// </summary>
    public Dictionary<string, JsonNode> DynamicAnchors { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>Returns the same resource for a schema in it that names another dialect.</summary>
    public SchemaResource In(SchemaDialect other) => new(Uri, Root, other) { Anchors = Anchors, DynamicAnchors = DynamicAnchors };
}

/// <summary>A schema and the resource it belongs to.</summary>
internal sealed record SchemaLocation(JsonNode Schema, SchemaResource Resource);
