namespace PatContracts.Schema;

/// <summary>Documents that a schema may refer to, by URI. Not thread-safe while it is being filled.</summary>
public sealed class SchemaRegistry
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _documents = new(StringComparer.Ordinal);
    private readonly Func<string, ReadOnlyMemory<byte>?>? _others;

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
    }

    /// <summary>The document of a URI, or null.</summary>
    internal ReadOnlyMemory<byte>? Find(string uri) => _documents.TryGetValue(uri, out ReadOnlyMemory<byte> text) ? text : _others?.Invoke(uri);
}
