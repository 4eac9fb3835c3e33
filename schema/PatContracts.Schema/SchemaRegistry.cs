using PatContracts.Schema.Documents;

namespace PatContracts.Schema;

/// <summary>
/// Documents that a schema may refer to, by the URI they are registered under or by their own <c>$id</c>. Not thread-safe while it is being filled.
/// </summary>
public sealed class SchemaRegistry
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _documents = new(StringComparer.Ordinal);
    private readonly Func<string, ReadOnlyMemory<byte>?>? _others;
    private Dictionary<string, ReadOnlyMemory<byte>>? _byId;

    /// <summary>Creates an empty registry.</summary>
    public SchemaRegistry()
    {
    }

    internal SchemaRegistry(Func<string, ReadOnlyMemory<byte>?> others) => _others = others;

    /// <summary>Adds a document under a URI. The document is parsed when something first refers to it.</summary>
    /// <exception cref="ArgumentException">The URI is not absolute, or is taken.</exception>
    public void Add(Uri uri, ReadOnlySpan<byte> utf8Schema)
    {
        if (!uri.IsAbsoluteUri) throw new ArgumentException("The URI of a schema document must be absolute.", nameof(uri));
        string key = uri.OriginalString.TrimEnd('#');
        if (_documents.ContainsKey(key)) throw new ArgumentException("A schema document is registered under this URI already.", nameof(uri));
        _documents.Add(key, utf8Schema.ToArray());
        _byId = null;
    }

    /// <summary>The document of a URI, or null.</summary>
    internal ReadOnlyMemory<byte>? Find(string uri)
    {
        if (_documents.TryGetValue(uri, out ReadOnlyMemory<byte> text) || (_byId ??= FindIds()).TryGetValue(uri, out text)) return text;
        return _others?.Invoke(uri);
    }

    private Dictionary<string, ReadOnlyMemory<byte>> FindIds()
    {
        var byId = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, ReadOnlyMemory<byte>> document in _documents)
        {
            if (IdOf(document.Value) is { } id) byId[UriReference.Resolve(document.Key, id)] = document.Value;
        }

        return byId;
    }

    /// <summary>
    /// A document's own identifier without its empty fragment, or null where it has none or is not JSON, which it says when it is loaded itself.
    /// </summary>
    internal static string? IdOf(ReadOnlyMemory<byte> utf8Schema)
    {
        try
        {
            JsonNode root = SchemaDocument.Parse(utf8Schema, null).Root;
            return root.IsObject && (root["$id"] ?? root["id"]) is { IsString: true } id ? id.String.TrimEnd('#') : null;
        }
        catch (ContractLoadException)
        {
            return null;
        }
    }
}
