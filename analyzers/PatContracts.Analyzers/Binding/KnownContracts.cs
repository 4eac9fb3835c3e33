using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>The contracts that a compilation can bind to, by name: the project's own schema files, then the built-in ones. Contains no symbols.</summary>
internal sealed class KnownContracts
{
    /// <summary>The MSBuild property that selects another version for the shipped models and for payloads without a contract.</summary>
    private const string VersionKey = "build_property.PatContractVersion";

    /// <summary>Shared by all compilations: resources of this assembly, compiled on first use.</summary>
    private static readonly ContractCatalog BuiltIn = ContractCatalog.FromResources(typeof(KnownContracts).Assembly);

    private readonly ConcurrentDictionary<(string Name, string Pointer), Contract?> _builtInLists = new();
    private readonly ProjectContracts? _project;

    private KnownContracts(ProjectContracts? project, string? version)
    {
        _project = project;
        ChosenVersion = version;
        Names = project is null ? BuiltIn.Names : [.. BuiltIn.Names.Union(project.Names).OrderBy(name => name, StringComparer.Ordinal)];
    }

    /// <summary>The names of the built-in contracts.</summary>
    public static IReadOnlyList<string> BuiltInNames => BuiltIn.Names;

    /// <summary>The API versions with built-in contracts.</summary>
    public static IReadOnlyList<string> BuiltInVersions { get; } = [.. ContractNames.Versions.Select(version => version.Version)];

    /// <summary>Whether a contract of this name is built in.</summary>
    public static bool IsBuiltIn(string name) => BuiltIn.Names.Contains(name);

    /// <summary>The names, in ordinal order, including those of schema files that cannot be compiled (PAT4005).</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The schema files of the project, or null if it has none.</summary>
    public ProjectContracts? Project => _project;

    /// <summary>The value of <c>PatContractVersion</c>, or null if it is not set.</summary>
    public string? ChosenVersion { get; }

    /// <summary>
    /// Whether the value of <c>PatContractVersion</c> is not a version. The models then use the contract of their attribute, so that the rules still work.
    /// </summary>
    public bool IsVersionUnknown => ChosenVersion is { } version && !Versions.Contains(version);

    /// <summary>The valid values of <c>PatContractVersion</c>: contracts of one token, not of a list or of a create response.</summary>
    public IEnumerable<string> Versions => Names.Where(name => !IsBuiltIn(name) || !ContractNames.HasSuffix(name));

    /// <summary>
    /// Returns the contract of a shipped model whose attribute names <paramref name="contract"/>: <c>v3-create</c> becomes <c>v2025-create</c>.
    /// </summary>
    public string Versioned(string contract)
    {
        if (ChosenVersion is not { } version || IsVersionUnknown) return contract;

        int suffix = contract.IndexOf('-');
        string versioned = suffix < 0 ? version : version + contract.Substring(suffix);
        return Names.Contains(versioned) ? versioned : contract;
    }

    /// <summary>Returns the contracts that the options of a compilation define.</summary>
    public static KnownContracts Of(AnalyzerOptions options, CancellationToken cancellationToken) => new(
        ProjectContracts.Of(options, cancellationToken),
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(VersionKey, out string? version) && !string.IsNullOrWhiteSpace(version)
            ? version.Trim()
            : null);

    /// <summary>Gets the usable contract with this name, if there is one.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out Contract? contract)
    {
        if (_project is not null && _project.Has(name)) return _project.TryGet(name, out contract);
        return BuiltIn.TryGet(name, out contract);
    }

    /// <summary>
    /// Gets the contract of a list: for a whole contract the one called <c>name-list</c>, otherwise an array of the schema at <paramref name="pointer"/>.
    /// </summary>
    public bool TryGetList(string name, string pointer, [NotNullWhen(true)] out Contract? contract)
    {
        if (pointer.Length == 0 && TryGet(ContractNames.List(name), out contract)) return true;

        // The built-in list and create contracts describe single payloads: none of them has a list form.
        bool isOfProject = _project is not null && _project.Has(name);
        contract = isOfProject ? _project!.List(name, pointer)
            : pointer.Length > 0 ? _builtInLists.GetOrAdd((name, pointer), static list => LoadBuiltIn(list.Name, list.Pointer))
            : null;
        return contract is not null;
    }

    /// <summary>The errors that prevent the contracts in a file from being compiled.</summary>
    public IReadOnlyList<ContractLoadException> FaultsOf(string path) => _project?.FaultsOf(path) ?? [];

    private static Contract? LoadBuiltIn(string name, string pointer)
    {
        if (!BuiltIn.TryGet(name, out Contract? contract) || contract.Id is not { } id) return null;

        var registry = new SchemaRegistry();
        registry.Add(new Uri(id), contract.Document.Span);
        return ListContract.Load(id, pointer, new ContractLoadOptions { Dialect = contract.Dialect, CheckMetaschema = false, Registry = registry });
    }
}
