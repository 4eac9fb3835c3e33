using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Binding;

/// <summary>The contracts a compilation can be bound to, by name: the built-in ones. Holds no symbols.</summary>
internal sealed class ContractSet
{
    private static readonly ContractSet BuiltIn = new(ContractCatalog.FromResources(typeof(ContractSet).Assembly));

    private readonly ContractCatalog _catalog;

    private ContractSet(ContractCatalog catalog) => _catalog = catalog;

    /// <summary>The names, in ordinal order.</summary>
    public IReadOnlyList<string> Names => _catalog.Names;

    /// <summary>The contracts that the options of a compilation give.</summary>
    public static ContractSet Of(AnalyzerOptions options, CancellationToken cancellationToken)
    {
        _ = options;
        cancellationToken.ThrowIfCancellationRequested();
        return BuiltIn;
    }

    /// <summary>Whether there is a usable contract of that name, and which.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out Contract? contract) => _catalog.TryGet(name, out contract);
}
