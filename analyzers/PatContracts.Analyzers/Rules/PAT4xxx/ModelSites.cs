using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Finds the bound models that the project can fix: types in its source, at their declaration, and types of other assemblies that the project itself binds,
/// at the binding. Bindings made by another assembly are that assembly's responsibility.
/// </summary>
internal static class ModelSites
{
    public static void Register(CompilationStartAnalysisContext context, ContractContext contracts, Action<ModelSite> check)
    {
        if (!contracts.DeclaresModels) return;

        context.RegisterSymbolAction(
            symbol =>
            {
                if (contracts.Models.TryGet((INamedTypeSymbol)symbol.Symbol, out BoundModel? model) && Same(model.Type, symbol.Symbol))
                {
                    check(new(model, null, symbol.ReportDiagnostic));
                }
            },
            SymbolKind.NamedType);
        LocatedReports.Register(context, Foreign(contracts), (model, location, report) => check(new(model, location, report)));
    }

    private static IEnumerable<(Location? Location, BoundModel Model)> Foreign(ContractContext contracts) =>
        from binding in contracts.Models.Bindings
        where binding.Type is not null && !Same(binding.Type.ContainingAssembly, contracts.Models.Compilation.Assembly)
        where binding.Entry is not null || binding.Location.IsInSource
        let model = contracts.Models.TryGet(binding.Type, out BoundModel? model) ? model : null
        where model is not null && model.ContractName == binding.ContractName
        select (binding.Entry is { } entry ? contracts.Setup.Locate(entry) ?? contracts.Setup.Fallback : binding.Location, model);

    private static bool Same(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
