using PatContracts.Schema.Documents;

namespace PatContracts.Schema;

/// <summary>
/// The documents that a schema may refer to, by the URI they are registered under or by their <c>$id</c>. Not thread-safe while documents are being added.
/// </summary>
public sealed class SchemaRegistry
{
    // By the comparison keys of their URIs.
    private readonly Dictionary<string, RegisteredSchema> _documents = new(StringComparer.Ordinal);
    private readonly Func<string, DocumentConverter?, RegisteredSchema?>? _others;
    private readonly Func<string?>? _othersUnreadable;
    private readonly SchemaFolder? _folder;
    private Dictionary<string, RegisteredSchema>? _byId;
    private string? _unreadable;

    /// <summary>Creates an empty registry.</summary>
    public SchemaRegistry()
    {
    }

    /// <param name="others">Finds documents that were not added to this registry.</param>
    /// <param name="othersUnreadable">Returns the <see cref="Unreadable"/> of those documents.</param>
    internal SchemaRegistry(Func<string, DocumentConverter?, RegisteredSchema?> others, Func<string?> othersUnreadable)
    {
        _others = others;
        _othersUnreadable = othersUnreadable;
    }

    private SchemaRegistry(SchemaFolder folder)
        : this((uri, _) => folder.Find(uri), () => folder.Unreadable) => _folder = folder;

    /// <summary>
    /// Creates a registry of the files in a folder and its subfolders, for documents that refer to one another by relative paths. The base URI of a file is the
    /// result of <see cref="GetUri"/> for its path. Files are read when they are first referred to; nothing outside the folder is read.
    /// </summary>
    public static SchemaRegistry FromFolder(string folder) => new(new SchemaFolder(folder));

    /// <summary>Returns the URI of a file in the registry's folder. It contains only the path below that folder.</summary>
    /// <exception cref="InvalidOperationException">The registry has no folder.</exception>
    /// <exception cref="ArgumentException">The file is not in the folder.</exception>
    public Uri GetUri(string path) => (_folder ?? throw new InvalidOperationException("The registry has no folder.")).UriOf(path);

    /// <summary>Adds a document under a URI. The document is parsed when it is first referred to.</summary>
    /// <exception cref="ArgumentException">The URI is not absolute, or already has a document.</exception>
    public void Add(Uri uri, ReadOnlySpan<byte> utf8Schema)
    {
        if (!uri.IsAbsoluteUri) throw new ArgumentException("The URI of a schema document must be absolute.", nameof(uri));
        string name = uri.OriginalString.TrimEnd('#');
        string key = UriReference.ComparisonKey(name);
        if (_documents.ContainsKey(key)) throw new ArgumentException("A schema document is already registered under this URI.", nameof(uri));
        _documents.Add(key, new RegisteredSchema(name, utf8Schema.ToArray()));
        _byId = null;
    }

    /// <summary>
    /// The reason that a registered document could not be searched for its identifier, or null. Set after <see cref="Find"/> has found nothing: that document
    /// may be the missing one.
    /// </summary>
    internal string? Unreadable => _unreadable ?? _othersUnreadable?.Invoke();

    /// <summary>Returns the document of a URI, or null.</summary>
    /// <param name="uri">The URI.</param>
    /// <param name="converter">Converts documents that are not JSON.</param>
    internal RegisteredSchema? Find(string uri, DocumentConverter? converter)
    {
        string key = UriReference.ComparisonKey(uri);
        if (_documents.TryGetValue(key, out RegisteredSchema? document) || (_byId ??= FindIds(converter)).TryGetValue(key, out document)) return document;
        return _others?.Invoke(uri, converter);
    }

    /// <summary>Returns whether a reference leads outside the folder that the registry is limited to.</summary>
    internal bool IsOutside(string baseUri, string reference) => _folder is not null && SchemaFolder.IsOutside(baseUri, reference);

    private Dictionary<string, RegisteredSchema> FindIds(DocumentConverter? converter)
    {
        var byId = new Dictionary<string, RegisteredSchema>(StringComparer.Ordinal);
        _unreadable = null;
        foreach (RegisteredSchema document in _documents.Values)
        {
            if (IdOf(document, converter, ref _unreadable) is not { } id) continue;
            string uri = UriReference.Resolve(document.Uri, id);
            byId[UriReference.ComparisonKey(uri)] = document with { Uri = uri };
        }

        return byId;
    }

    /// <summary>Returns the <c>$id</c> of a document without its empty fragment, or null if it has none.</summary>
    /// <param name="document">The document.</param>
    /// <param name="converter">Converts documents that are not JSON.</param>
    /// <param name="unreadable">Set if the document is not JSON, unless already set. It is only a hint: loading the document reports the error.</param>
    internal static string? IdOf(RegisteredSchema document, DocumentConverter? converter, ref string? unreadable)
    {
        try
        {
            JsonNode root = SchemaDocument.Parse(document.Utf8, document.Uri, converter).Root;
            return root.IsObject && (root["$id"] ?? root["id"]) is { IsString: true } id ? id.String.TrimEnd('#') : null;
        }
        catch (ContractLoadException exception)
        {
            unreadable ??= exception.Message;
            return null;
        }
    }
}
