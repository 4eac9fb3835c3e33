using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>
/// The contracts a compilation can be bound to, by name: the project's own schema files, then the built-in ones. Holds no symbols.
/// </summary>
internal sealed class ContractSet
{
    private const string ListSuffix = "-list";

    private static readonly ContractCatalog BuiltIn = ContractCatalog.FromResources(typeof(ContractSet).Assembly);

    private readonly ProjectContracts? _project;

    private ContractSet(ProjectContracts? project)
    {
        _project = project;
        Names = project is null ? BuiltIn.Names : [.. BuiltIn.Names.Union(project.Names).OrderBy(name => name, StringComparer.Ordinal)];
    }

    /// <summary>Whether the library itself has a contract of that name.</summary>
    public static bool IsBuiltIn(string name) => BuiltIn.Names.Contains(name);

    /// <summary>The names, in ordinal order; those of schema files that cannot be compiled (PAT4005) included.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The contracts that the options of a compilation give.</summary>
    public static ContractSet Of(AnalyzerOptions options, CancellationToken cancellationToken) => new(ProjectContracts.Of(options, cancellationToken));

    /// <summary>Whether there is a usable contract of that name, and which.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out Contract? contract)
    {
        if (_project is not null && _project.Names.Contains(name)) return _project.TryGet(name, out contract);
        return BuiltIn.TryGet(name, out contract);
    }

    /// <summary>The contract of a list: the one called <c>name-list</c>, else an array of the contract of that name.</summary>
    public bool TryGetList(string name, [NotNullWhen(true)] out Contract? contract) =>
        TryGet(name + ListSuffix, out contract) || (contract = _project?.List(name)) is not null;

    /// <summary>Why the schema file of a path cannot be compiled, or null.</summary>
    public ContractLoadException? FaultOf(string path) => _project?.FaultOf(path);
}
