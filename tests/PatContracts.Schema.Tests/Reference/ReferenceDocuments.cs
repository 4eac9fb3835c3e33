using System.Text.Json;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>A schema resource: a document, or a part of one with its own identifier.</summary>
internal sealed class ReferenceResource(Uri baseUri, PlainValue root, Dialect dialect)
{
    public Uri BaseUri { get; } = baseUri;

    public PlainValue Root { get; } = root;

    public Dialect Dialect { get; } = dialect;

    public Dictionary<string, PlainValue> Anchors { get; } = [];

    public Dictionary<string, PlainValue> DynamicAnchors { get; } = [];

    public bool IsRecursiveAnchor => Dialect == Dialect.Draft201909 && Root["$recursiveAnchor"] is { Kind: JsonValueKind.True };
}

/// <summary>A schema and the resource that it belongs to.</summary>
internal readonly record struct ReferenceLocation(PlainValue Schema, ReferenceResource Resource);

/// <summary>The documents that schemas refer to, with all their resources and anchors.</summary>
/// <param name="find">Returns another document by its URI, or null.</param>
internal sealed class ReferenceDocuments(Func<Uri, PlainValue?>? find = null)
{
    private static readonly Uri DefaultBase = new("http://reference.test/schema.json");

    private readonly Dictionary<string, ReferenceResource> _resources = [];
    private readonly Dictionary<PlainValue, ReferenceResource> _owners = new(ReferenceEqualityComparer.Instance);

    /// <param name="root">The document.</param>
    /// <param name="dialect">Its dialect if it does not name one.</param>
    public ReferenceLocation Add(PlainValue root, Dialect dialect) => Add(DefaultBase, root, dialect);

    /// <summary>Returns the target of a reference, as seen from a resource.</summary>
    public ReferenceLocation Resolve(ReferenceResource from, string reference)
    {
        (string document, string fragment) = Split(reference);
        ReferenceResource resource = document.Length == 0 ? from : Find(new Uri(from.BaseUri, document), from.Dialect);
        if (fragment.Length == 0) return new ReferenceLocation(resource.Root, resource);
        if (fragment[0] != '/') return new ReferenceLocation(resource.Anchors[fragment], resource);
        PlainValue schema = resource.Root;
        foreach (string part in fragment.Split('/').Skip(1))
        {
            string name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            schema = (schema.IsArray ? schema.Items[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : schema[name])
                ?? throw new KeyNotFoundException(reference);
            if (_owners.TryGetValue(schema, out ReferenceResource? owner)) resource = owner;
        }

        return new ReferenceLocation(schema, resource);
    }

    /// <summary>Returns the resource of a schema inside a resource: a different one if the schema has an identifier.</summary>
    public ReferenceResource OwnerOf(PlainValue schema, ReferenceResource parent) => _owners.GetValueOrDefault(schema, parent);

    /// <summary>Returns the anchor that a reference names, or null if it is not an anchor.</summary>
    public static string? AnchorOf(string reference) => Split(reference).Fragment is { Length: > 0 } fragment && fragment[0] != '/' ? fragment : null;

    private static (string Document, string Fragment) Split(string reference)
    {
        int hash = reference.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? (reference, "") : (reference[..hash], Uri.UnescapeDataString(reference[(hash + 1)..]));
    }

    private ReferenceResource Find(Uri uri, Dialect dialect)
    {
        if (_resources.TryGetValue(uri.AbsoluteUri, out ReferenceResource? resource)) return resource;
        return find?.Invoke(uri) is { } root ? Add(uri, root, dialect).Resource : throw new KeyNotFoundException(uri.AbsoluteUri);
    }

    private ReferenceLocation Add(Uri uri, PlainValue root, Dialect dialect)
    {
        var outer = new ReferenceResource(uri, root, dialect);
        Index(root, outer, isRoot: true);
        ReferenceResource resource = _owners[root];
        _resources.TryAdd(uri.AbsoluteUri, resource);
        return new ReferenceLocation(root, resource);
    }

    private void Index(PlainValue schema, ReferenceResource parent, bool isRoot = false)
    {
        ReferenceResource resource = ResourceOf(schema, parent, isRoot);
        _owners[schema] = resource;
        if (!schema.IsObject) return;
        Dialect dialect = resource.Dialect;
        bool isVoid = dialect.RefStandsAlone() && schema["$ref"] is { IsString: true };
        if (!isVoid)
        {
            string? id = Identifier(schema, dialect);
            if (dialect.RefStandsAlone() && id?.StartsWith('#') == true) resource.Anchors.TryAdd(id[1..], schema);
            if (dialect.Defines("$anchor") && schema["$anchor"] is { IsString: true } anchor) resource.Anchors.TryAdd(anchor.Text, schema);
            if (dialect.Defines("$dynamicAnchor") && schema["$dynamicAnchor"] is { IsString: true } dynamicAnchor)
            {
                // In v1, a dynamic anchor is only for $dynamicRef.
                if (dialect != Dialect.V1) resource.Anchors.TryAdd(dynamicAnchor.Text, schema);
                resource.DynamicAnchors.TryAdd(dynamicAnchor.Text, schema);
            }
        }

        foreach (PlainValue subschema in ReferenceKeywords.Subschemas(schema, dialect)) Index(subschema, resource);
    }

    private ReferenceResource ResourceOf(PlainValue schema, ReferenceResource parent, bool isRoot)
    {
        if (!schema.IsObject) return parent;
        Dialect dialect = schema["$schema"] is { IsString: true } uri && DialectOf(uri.Text) is { } named ? named : parent.Dialect;
        bool isVoid = dialect.RefStandsAlone() && schema["$ref"] is { IsString: true };
        string? id = isVoid ? null : Identifier(schema, dialect);
        if (id is null || id.StartsWith('#')) return isRoot ? new ReferenceResource(parent.BaseUri, schema, dialect) : parent;
        var baseUri = new Uri(parent.BaseUri, id.TrimEnd('#'));
        var resource = new ReferenceResource(baseUri, schema, dialect);
        _resources.TryAdd(baseUri.AbsoluteUri, resource);
        return resource;
    }

    private static string? Identifier(PlainValue schema, Dialect dialect) =>
        dialect == Dialect.OpenApi30 ? null : schema[dialect == Dialect.Draft4 ? "id" : "$id"] is { IsString: true } id ? id.Text : null;

    private static Dialect? DialectOf(string uri) => uri.TrimEnd('#') switch
    {
        "https://json-schema.org/v1" or "https://json-schema.org/v1/2026" => Dialect.V1,
        "https://spec.openapis.org/oas/3.1/dialect/base" => Dialect.OpenApi31,
        "https://json-schema.org/draft/2020-12/schema" => Dialect.Draft202012,
        "https://json-schema.org/draft/2019-09/schema" => Dialect.Draft201909,
        "http://json-schema.org/draft-07/schema" => Dialect.Draft7,
        "http://json-schema.org/draft-06/schema" => Dialect.Draft6,
        "http://json-schema.org/draft-04/schema" => Dialect.Draft4,
        _ => null,
    };
}
