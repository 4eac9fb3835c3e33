using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using PatContracts.Schema.Documents;

namespace PatContracts.Schema;

/// <summary>
/// Contracts by name, loaded on first use. Documents of one catalog can refer to each other by their <c>$id</c>. Safe for any number of threads.
/// </summary>
public sealed class ContractCatalog
{
    private const string Ending = ".schema.json";

    // Filled during construction, only read afterwards.
    private readonly Dictionary<string, Document> _documents = new(StringComparer.Ordinal);
    private readonly ContractLoadOptions _options;
    private readonly SchemaRegistry? _outer;
    private string[]? _names;
    private Dictionary<string, RegisteredSchema>? _byId;
    private string? _unreadable;

    private ContractCatalog(ContractLoadOptions options)
    {
        _outer = options.Registry;
        _options = options with { Registry = new SchemaRegistry(Find, Unreadable) };
    }

    /// <summary>Creates a catalog of documents that are trusted to be schemas of their dialect.</summary>
    private ContractCatalog() => _options = new ContractLoadOptions { CheckMetaschema = false, Registry = new SchemaRegistry(Find, Unreadable) };

    /// <summary>
    /// Creates a catalog of the schema documents embedded in an assembly: every resource whose name ends in <c>.schema.json</c>, under the name without that
    /// ending. They are trusted to be schemas of their dialect and not checked against its metaschema.
    /// </summary>
    public static ContractCatalog FromResources(Assembly assembly)
    {
        var catalog = new ContractCatalog();
        foreach (string resource in assembly.GetManifestResourceNames())
        {
            if (resource.EndsWith(Ending, StringComparison.Ordinal))
            {
                string name = resource.Substring(0, resource.Length - Ending.Length);
                catalog._documents.Add(name, new Document(catalog, name, assembly, resource));
            }
        }

        return catalog;
    }

    /// <summary>Creates a catalog of named documents. Other documents refer to a document by its <c>$id</c>.</summary>
    /// <exception cref="ArgumentException">Two documents have the same name.</exception>
    public static ContractCatalog FromDocuments(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> documents, ContractLoadOptions? options = null)
    {
        var catalog = new ContractCatalog(options ?? ContractLoadOptions.Default);
        foreach (KeyValuePair<string, ReadOnlyMemory<byte>> document in documents)
        {
            if (catalog._documents.ContainsKey(document.Key)) throw new ArgumentException($"Two documents have the name \"{document.Key}\".", nameof(documents));
            catalog._documents.Add(document.Key, new Document(catalog, document.Key, document.Value));
        }

        return catalog;
    }

    /// <summary>The names of the contracts, in ordinal order.</summary>
    public IReadOnlyList<string> Names => _names ??= SortedNames();

    /// <summary>Returns the contract of a name.</summary>
    /// <exception cref="KeyNotFoundException">No contract has that name.</exception>
    /// <exception cref="ContractLoadException">The document of that name cannot be loaded.</exception>
    public Contract Get(string name) => TryGet(name, out Contract? contract)
        ? contract
        : throw new KeyNotFoundException($"There is no contract \"{name}\".{Suggestions.For(name, Names)} Available: {string.Join(", ", Names)}.");

    /// <summary>Gets the contract of a name, and returns whether there is one.</summary>
    /// <exception cref="ContractLoadException">The document of that name cannot be loaded.</exception>
    public bool TryGet(string name, [NotNullWhen(true)] out Contract? contract)
    {
        contract = null;
        if (!_documents.TryGetValue(name, out Document? document)) return false;
        contract = document.Contract.Value;
        return true;
    }

    private string[] SortedNames()
    {
        string[] names = [.. _documents.Keys];
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    private RegisteredSchema? Find(string uri, DocumentConverter? converter)
    {
        // At worst, racing threads find the same identifiers twice.
        _byId ??= FindIds(converter);
        return _byId.TryGetValue(UriReference.ComparisonKey(uri), out RegisteredSchema? document) ? document : _outer?.Find(uri, converter);
    }

    private string? Unreadable() => _unreadable ?? _outer?.Unreadable;

    private Dictionary<string, RegisteredSchema> FindIds(DocumentConverter? converter)
    {
        var byId = new Dictionary<string, RegisteredSchema>(StringComparer.Ordinal);
        foreach (string name in Names)
        {
            var document = new RegisteredSchema(name, _documents[name].Text);
            if (SchemaRegistry.IdOf(document, converter, ref _unreadable) is { } id) byId[UriReference.ComparisonKey(id)] = document with { Uri = id };
        }

        return byId;
    }

    /// <summary>A document, and its contract once it is loaded.</summary>
    private sealed class Document
    {
        private readonly ContractCatalog _catalog;
        private readonly string _name;
        private readonly Assembly? _assembly;
        private readonly string? _resource;
        private readonly ReadOnlyMemory<byte> _text;

        public Document(ContractCatalog catalog, string name, ReadOnlyMemory<byte> text)
            : this(catalog, name) => _text = text;

        public Document(ContractCatalog catalog, string name, Assembly assembly, string resource)
            : this(catalog, name)
        {
            _assembly = assembly;
            _resource = resource;
        }

        private Document(ContractCatalog catalog, string name)
        {
            _catalog = catalog;
            _name = name;
            // Racing threads all use the contract of the first. A document with an error is loaded again on each use, and throws each time.
            Contract = new Lazy<Contract>(Load, LazyThreadSafetyMode.PublicationOnly);
        }

        public Lazy<Contract> Contract { get; }

        public ReadOnlyMemory<byte> Text => _assembly is null ? _text : EmbeddedText.Read(_assembly, _resource!);

        private Contract Load() => Schema.Contract.Load(Text, _catalog._options, _name);
    }
}
