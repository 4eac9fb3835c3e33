using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>
/// The schema files of a project, compiled together: each can refer to the others by <c>$id</c> or by relative path. Kept until one of the texts changes.
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

    /// <summary>The names of all contracts, those that cannot be compiled included.</summary>
    public IEnumerable<string> Names => _names;

    /// <summary>Whether a contract has a name, one that cannot be compiled included.</summary>
    public bool Has(string name) => _names.Contains(name);

    /// <summary>The contracts of a project's schema files, or null where it has none.</summary>
    public static ProjectContracts? Of(AnalyzerOptions options, CancellationToken cancellationToken)
    {
        ImmutableArray<SchemaText> sources = SourcesOf(options, cancellationToken);
        if (sources.IsEmpty) return null;

        // Kept with the first text, so that a project whose code is edited finds its contracts compiled.
        StrongBox<ProjectContracts?> slot = FileText.Of(sources[0].Text).Derive(typeof(ProjectContracts), static (_, _) => new StrongBox<ProjectContracts?>());
        lock (slot)
        {
            if (slot.Value is { } known && known._sources.SequenceEqual(sources)) return known;
            return slot.Value = new ProjectContracts(sources);
        }
    }

    /// <summary>Whether there is a contract of that name that could be compiled, and which.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out Contract? contract) => _contracts.TryGetValue(name, out contract);

    /// <summary>The contract of arrays whose every element keeps one schema of the contract of that name.</summary>
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

    /// <summary>Why contracts cannot be compiled: the faults in the file of a path.</summary>
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
            // A fault in a document that this one refers to is that document's own, if it is a file of the project.
            string? path = fault.Document is null ? source.Path : _sources.FirstOrDefault(other => IsNamed(other, fault.Document))?.Path;
            if (path is not null) AddFault(path, fault);
        }
    }

    // Contracts that reach the same schema share its fault.
    private void AddFault(string path, ContractLoadException fault)
    {
        if (!_faults.TryGetValue(path, out List<ContractLoadException>? faults)) _faults.Add(path, faults = []);
        if (!faults.Exists(known => known.Offset == fault.Offset && known.Reason == fault.Reason)) faults.Add(fault);
    }

    // The compiler's process has no YAML reader, and analyzers bring none.
    private static bool IsYaml(string path) => path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

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
        // Of a contract that is a part of its document, a list is one of that part.
        if (pointer.Length == 0) pointer = _contracts[name].Root.Pointer;
        // A schema of another document has that document's URI before its pointer; a pointer alone begins with a slash, and may contain a number sign.
        if (!pointer.StartsWith("/", StringComparison.Ordinal) && pointer.IndexOf('#') is >= 0 and int end) (uri, pointer) = (pointer.Substring(0, end), pointer.Substring(end + 1));
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

    /// <summary>The file's URI as plain text is what relative references are resolved against.</summary>
    private static Uri UriOf(string path)
    {
        string full = path.Replace('\\', '/');
        if (!full.StartsWith("/", StringComparison.Ordinal)) full = "/" + full;
        return new Uri("file://" + Uri.EscapeUriString(full).Replace("#", "%23").Replace("?", "%3F"));
    }
}
