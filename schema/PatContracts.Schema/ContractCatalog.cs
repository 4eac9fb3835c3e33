using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using PatContracts.Schema.Documents;

namespace PatContracts.Schema;

/// <summary>
/// Contracts by name, loaded when first asked for. Documents of one catalogue can refer to each other by their <c>$id</c>. Safe for any number of threads.
/// </summary>
public sealed class ContractCatalog
{
    private const string Ending = ".schema.json";

    private readonly Dictionary<string, Func<ReadOnlyMemory<byte>>> _documents;
    private readonly ConcurrentDictionary<string, Contract> _contracts = new(StringComparer.Ordinal);
    private readonly ContractLoadOptions _options;
    private readonly Lazy<Dictionary<string, RegisteredSchema>> _byId;
    private string? _unreadable;

    private ContractCatalog(Dictionary<string, Func<ReadOnlyMemory<byte>>> documents, ContractLoadOptions options)
    {
        _documents = documents;
        _byId = new Lazy<Dictionary<string, RegisteredSchema>>(FindIds);
        SchemaRegistry? outer = options.Registry;
        _options = options with { Registry = new SchemaRegistry(uri => FindById(uri) ?? outer?.Find(uri), () => _unreadable ?? outer?.Unreadable) };
        string[] names = [.. documents.Keys];
        Array.Sort(names, StringComparer.Ordinal);
        Names = names;
    }

    /// <summary>
    /// A catalogue of the schema documents embedded in an assembly: every resource whose name ends in <c>.schema.json</c>, under the name before that ending.
    /// They are trusted to be schemas of their dialect and not checked against its metaschema.
    /// </summary>
    public static ContractCatalog FromResources(Assembly assembly)
    {
        var documents = new Dictionary<string, Func<ReadOnlyMemory<byte>>>(StringComparer.Ordinal);
        foreach (string resource in assembly.GetManifestResourceNames())
        {
            if (resource.EndsWith(Ending, StringComparison.Ordinal))
            {
                documents.Add(resource.Substring(0, resource.Length - Ending.Length), () => EmbeddedText.Read(assembly, resource));
            }
        }

        return new ContractCatalog(documents, new ContractLoadOptions { CheckMetaschema = false });
    }

    /// <summary>A catalogue of documents given by name. A document's own <c>$id</c> is what others refer to.</summary>
    /// <exception cref="ArgumentException">A name is there twice.</exception>
    public static ContractCatalog FromDocuments(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> documents, ContractLoadOptions? options = null)
    {
        var byName = new Dictionary<string, Func<ReadOnlyMemory<byte>>>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, ReadOnlyMemory<byte>> document in documents)
        {
            if (byName.ContainsKey(document.Key)) throw new ArgumentException($"There are two documents of the name \"{document.Key}\".", nameof(documents));
            ReadOnlyMemory<byte> text = document.Value;
            byName.Add(document.Key, () => text);
        }

        return new ContractCatalog(byName, options ?? ContractLoadOptions.Default);
    }

    /// <summary>The names, in ordinal order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The contract of a name.</summary>
    /// <exception cref="KeyNotFoundException">No contract has that name.</exception>
    /// <exception cref="ContractLoadException">The document of that name cannot be made into a contract.</exception>
    public Contract Get(string name) => TryGet(name, out Contract? contract)
        ? contract
        : throw new KeyNotFoundException($"There is no contract of the name \"{name}\". There are: {string.Join(", ", Names)}.");

    /// <summary>Whether there is a contract of that name, and which.</summary>
    /// <exception cref="ContractLoadException">The document of that name cannot be made into a contract.</exception>
    public bool TryGet(string name, [NotNullWhen(true)] out Contract? contract)
    {
        if (_contracts.TryGetValue(name, out contract)) return true;
        if (!_documents.TryGetValue(name, out Func<ReadOnlyMemory<byte>>? text)) return false;
        contract = _contracts.GetOrAdd(name, Contract.Load(text(), _options with { DocumentName = name }));
        return true;
    }

    private RegisteredSchema? FindById(string uri) =>
        _byId.Value.TryGetValue(UriReference.ComparisonKey(uri), out RegisteredSchema? document) ? document : null;

    private Dictionary<string, RegisteredSchema> FindIds()
    {
        var byId = new Dictionary<string, RegisteredSchema>(StringComparer.Ordinal);
        foreach (string name in Names)
        {
            var document = new RegisteredSchema(name, _documents[name]());
            if (SchemaRegistry.IdOf(document, ref _unreadable) is { } id) byId[UriReference.ComparisonKey(id)] = document with { Uri = id };
        }

        return byId;
    }
}
