using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>
/// The schema files of a project, compiled together so that each can refer to the others by <c>$id</c> or relative path. Reused until one of the texts changes.
/// </summary>
internal sealed class ProjectContracts
{
    private readonly ImmutableArray<SchemaText> _sources;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly SchemaRegistry _registry = new();
    private readonly Dictionary<string, Contract> _contracts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string Pointer), Contract?> _lists = [];
    private readonly Dictionary<string, List<ContractLoadException>> _faults = new(StringComparer.Ordinal);

    private ProjectContracts(ImmutableArray<SchemaText> sources)
    {
        _sources = sources;
        foreach (SchemaText file in sources.GroupBy(static source => UriOf(source.Path).OriginalString, StringComparer.Ordinal).Select(static file => file.First()))
        {
            _registry.Add(UriOf(file.Path), FileText.Of(file.Text).Bytes);
        }

        foreach (SchemaText source in sources)
        {
            _names.Add(source.Name);
            Load(source);
        }
    }

    /// <summary>All contracts; a file may contain several.</summary>
    public ImmutableArray<SchemaText> Sources => _sources;

    /// <summary>The names of all contracts, including those that cannot be compiled.</summary>
    public IEnumerable<string> Names => _names;

    /// <summary>Whether a contract of this name exists, even if it cannot be compiled.</summary>
    public bool Has(string name) => _names.Contains(name);

    /// <summary>Returns the contracts in a project's schema files, or null if it has none.</summary>
    public static ProjectContracts? Of(AnalyzerOptions options, CancellationToken cancellationToken)
    {
        ImmutableArray<SchemaText> sources = SourcesOf(options, cancellationToken);
        if (sources.IsEmpty) return null;

        // Stored with the first text, so that editing code does not compile the contracts again.
        StrongBox<ProjectContracts?> slot = FileText.Of(sources[0].Text).Derive(typeof(ProjectContracts), static (_, _) => new StrongBox<ProjectContracts?>());
        lock (slot)
        {
            if (slot.Value is { } known && known._sources.SequenceEqual(sources)) return known;
            return slot.Value = new ProjectContracts(sources);
        }
    }

    /// <summary>Gets the contract with this name, if it could be compiled.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out Contract? contract) => _contracts.TryGetValue(name, out contract);

    /// <summary>Returns the contract of arrays whose elements conform to a schema of the named contract.</summary>
    public Contract? List(string name, string pointer)
    {
        lock (_lists)
        {
            if (!_lists.TryGetValue((name, pointer), out Contract? list))
            {
                _lists.Add((name, pointer), list = _contracts.ContainsKey(name) ? LoadList(name, pointer) : null);
            }

            return list;
        }
    }

    /// <summary>The errors that prevent the contracts in a file from being compiled.</summary>
    public IReadOnlyList<ContractLoadException> FaultsOf(string path) => _faults.TryGetValue(path, out List<ContractLoadException>? faults) ? faults : [];

    private static ImmutableArray<SchemaText> SourcesOf(AnalyzerOptions options, CancellationToken cancellationToken)
    {
        ImmutableArray<SchemaText>.Builder sources = ImmutableArray.CreateBuilder<SchemaText>();
        AnalyzerConfigOptionsProvider configuration = options.AnalyzerConfigOptionsProvider;
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (AdditionalText file in options.AdditionalFiles)
        {
            if (!paths.Add(file.Path)) continue;
            foreach (ContractEntry entry in ContractFile.ContractsOf(file, configuration))
            {
                if (file.GetText(cancellationToken) is not { } text) break;
                sources.Add(new(file.Path, entry.Name, entry.Dialect is { } dialect ? ContractFile.DialectOf(dialect) : null, entry.Pointer, text));
            }
        }

        return sources.ToImmutable();
    }

    private void Load(SchemaText source)
    {
        try
        {
            if (IsYaml(source.Path)) throw NotRead(source);
            var contract = Contract.Load(FileText.Of(source.Text).Bytes, OptionsOf(source) with { Pointer = source.Pointer });
            if (!_contracts.ContainsKey(source.Name)) _contracts.Add(source.Name, contract);
        }
        catch (ContractLoadException fault)
        {
            // An error in a referenced document that is a file of the project is reported in that file.
            string? path = fault.Document is null ? source.Path : _sources.FirstOrDefault(other => IsNamed(other, fault.Document))?.Path;
            if (path is not null) AddFault(path, fault);
        }
    }

    // Contracts that reach the same schema share its error.
    private void AddFault(string path, ContractLoadException fault)
    {
        if (!_faults.TryGetValue(path, out List<ContractLoadException>? faults)) _faults.Add(path, faults = []);
        if (!faults.Exists(known => known.Offset == fault.Offset && known.Reason == fault.Reason)) faults.Add(fault);
    }

    // The compiler process has no YAML reader, and analyzers do not ship one.
    private static bool IsYaml(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static ContractLoadException NotRead(SchemaText source)
    {
        string address = Path.GetFileName(source.Path) + (source.Pointer is { } pointer ? "#" + pointer.TrimStart('#') : "");
        string dialect = source.Dialect is { } chosen ? " --dialect " + ContractFile.NameOf(chosen) : "";
        return new ContractLoadException($"The compiler does not read YAML; convert the contract: pat-contracts bundle \"{address}\"{dialect} --output {source.Name}.schema.json")
        {
            Document = source.Path,
            Line = 1,
            Column = 1,
        };
    }

    private static bool IsNamed(SchemaText source, string document) => source.Path == document || UriOf(source.Path).OriginalString == document;

    private Contract? LoadList(string name, string pointer)
    {
        SchemaText source = _sources.First(candidate => candidate.Name == name);
        string uri = UriOf(source.Path).OriginalString;
        // For a contract that is part of a document, the list is a list of that part.
        if (pointer.Length == 0) pointer = _contracts[name].Root.Pointer;
        // A schema of another document is identified by that document's URI followed by its pointer; a pointer alone begins with a slash, and may contain a
        // number sign.
        if (!pointer.StartsWith("/", StringComparison.Ordinal) && pointer.IndexOf('#') is >= 0 and int end)
        {
            (uri, pointer) = (pointer.Substring(0, end), pointer.Substring(end + 1));
        }

        ContractLoadOptions options = OptionsOf(source) with
        {
            BaseUri = null,
            CheckMetaschema = false,
            Dialect = source.Dialect ?? _contracts[name].Dialect,
            Direction = _contracts[name].Direction,
        };
        return ListContract.Load(uri, pointer, options);
    }

    private ContractLoadOptions OptionsOf(SchemaText source) => new()
    {
        DocumentName = source.Path,
        BaseUri = UriOf(source.Path),
        Dialect = source.Dialect,
        Registry = _registry,
    };

    /// <summary>Relative references are resolved against the file's URI as plain text.</summary>
    private static Uri UriOf(string path)
    {
        string full = path.Replace('\\', '/');
        if (!full.StartsWith("/", StringComparison.Ordinal)) full = "/" + full;
        return new Uri("file://" + Uri.EscapeUriString(full).Replace("#", "%23").Replace("?", "%3F"));
    }
}
