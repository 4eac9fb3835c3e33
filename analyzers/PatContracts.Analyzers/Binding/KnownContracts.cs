using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>
/// The contracts a compilation can be bound to, by name: the project's own schema files, then the built-in ones. Contains no symbols.
/// </summary>
internal sealed class KnownContracts
{
    /// <summary>The MSBuild property that binds the shipped models, and payloads without a contract, to another version.</summary>
    private const string VersionKey = "build_property.PatContractVersion";

    /// <summary>The same for every compilation: resources of this assembly, compiled when first used.</summary>
    private static readonly ContractCatalog BuiltIn = ContractCatalog.FromResources(typeof(KnownContracts).Assembly);

    private readonly ConcurrentDictionary<(string Name, string Pointer), Contract?> _builtInLists = new();
    private readonly ProjectContracts? _project;

    private KnownContracts(ProjectContracts? project, string? version)
    {
        _project = project;
        ChosenVersion = version;
        Names = project is null ? BuiltIn.Names : [.. BuiltIn.Names.Union(project.Names).OrderBy(name => name, StringComparer.Ordinal)];
    }

    /// <summary>The names of the contracts that the library itself has.</summary>
    public static IReadOnlyList<string> BuiltInNames => BuiltIn.Names;

    /// <summary>The API versions that the library itself has contracts of.</summary>
    public static IReadOnlyList<string> BuiltInVersions { get; } = [.. ContractNames.Versions.Select(version => version.Version)];

    /// <summary>Whether the library itself has a contract of that name.</summary>
    public static bool IsBuiltIn(string name) => BuiltIn.Names.Contains(name);

    /// <summary>The names, in ordinal order; those of schema files that cannot be compiled (PAT4005) included.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The schema files of the project, or null if it has none.</summary>
    public ProjectContracts? Project => _project;

    /// <summary>The value of <c>PatContractVersion</c>, or null if it is not set.</summary>
    public string? ChosenVersion { get; }

    /// <summary>
    /// Whether <c>PatContractVersion</c> names no version. The models then keep the contract of their attribute, so that the rules keep working.
    /// </summary>
    public bool IsVersionUnknown => ChosenVersion is { } version && !Versions.Contains(version);

    /// <summary>The names that <c>PatContractVersion</c> can have: a contract of one token, not of a list or of a create response.</summary>
    public IEnumerable<string> Versions => Names.Where(name => !IsBuiltIn(name) || !ContractNames.HasSuffix(name));

    /// <summary>The contract of a shipped model whose attribute names <paramref name="contract"/>: <c>v3-create</c> becomes <c>v2025-create</c>.</summary>
    public string Versioned(string contract)
    {
        if (ChosenVersion is not { } version || IsVersionUnknown) return contract;

        int suffix = contract.IndexOf('-');
        string versioned = suffix < 0 ? version : version + contract.Substring(suffix);
        return Names.Contains(versioned) ? versioned : contract;
    }

    /// <summary>The contracts that the options of a compilation define.</summary>
    public static KnownContracts Of(AnalyzerOptions options, CancellationToken cancellationToken) => new(
        ProjectContracts.Of(options, cancellationToken),
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(VersionKey, out string? version) && !string.IsNullOrWhiteSpace(version)
            ? version.Trim()
            : null);

    /// <summary>Whether there is a usable contract of that name, and which.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out Contract? contract)
    {
        if (_project is not null && _project.Has(name)) return _project.TryGet(name, out contract);
        return BuiltIn.TryGet(name, out contract);
    }

    /// <summary>
    /// The contract of a list: of a whole contract the one called <c>name-list</c>, else an array of the schema at <paramref name="pointer"/>.
    /// </summary>
    public bool TryGetList(string name, string pointer, [NotNullWhen(true)] out Contract? contract)
    {
        if (pointer.Length == 0 && TryGet(ContractNames.List(name), out contract)) return true;

        // Of the built-in contracts those that are lists, and those of create responses, come one at a time.
        bool isOfProject = _project is not null && _project.Has(name);
        contract = isOfProject ? _project!.List(name, pointer)
            : pointer.Length > 0 ? _builtInLists.GetOrAdd((name, pointer), static list => LoadBuiltIn(list.Name, list.Pointer))
            : null;
        return contract is not null;
    }

    /// <summary>Why contracts cannot be compiled: the faults in the file of a path.</summary>
    public IReadOnlyList<ContractLoadException> FaultsOf(string path) => _project?.FaultsOf(path) ?? [];

    private static Contract? LoadBuiltIn(string name, string pointer)
    {
        if (!BuiltIn.TryGet(name, out Contract? contract) || contract.Id is not { } id) return null;

        var registry = new SchemaRegistry();
        registry.Add(new Uri(id), contract.Document.Span);
        return ListContract.Load(id, pointer, new ContractLoadOptions { Dialect = contract.Dialect, CheckMetaschema = false, Registry = registry });
    }
}
