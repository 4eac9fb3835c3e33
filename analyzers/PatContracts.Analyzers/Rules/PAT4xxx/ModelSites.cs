using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// Brings a rule to every bound model that the project can mend: the types of its own source, where they are declared, and foreign types that the
/// project itself binds, at the binding. What another assembly binds is left to that assembly.
/// </summary>
internal static class ModelSites
{
    public static void Register(CompilationStartAnalysisContext context, BoundModels models, Action<ModelSite> check)
    {
        context.RegisterSymbolAction(
            symbol =>
            {
                if (models.TryGet((INamedTypeSymbol)symbol.Symbol, out BoundModel? model) && Same(model.Type, symbol.Symbol))
                {
                    check(new(model, null, symbol.ReportDiagnostic));
                }
            },
            SymbolKind.NamedType);

        ILookup<SyntaxTree, (BoundModel Model, Location Location)> foreign =
            Foreign(models, context.Compilation).ToLookup(entry => entry.Location.SourceTree!);
        if (foreign.Count == 0) return;
        context.RegisterSyntaxTreeAction(tree =>
        {
            foreach ((BoundModel model, Location location) in foreign[tree.Tree]) check(new(model, location, tree.ReportDiagnostic));
        });
    }

    private static IEnumerable<(BoundModel Model, Location Location)> Foreign(BoundModels models, Compilation compilation)
    {
        foreach (ModelBinding binding in models.Bindings)
        {
            if (binding.Type is not { } type
                || Same(type.ContainingAssembly, compilation.Assembly)
                || !models.TryGet(type, out BoundModel? model)
                || model.ContractName != binding.ContractName)
            {
                continue;
            }

            Location? location = binding.Location.SourceTree is not null ? binding.Location : binding.IsConfigured ? FirstPlace(compilation) : null;
            if (location is not null) yield return (model, location);
        }
    }

    /// <summary>The configuration has no place in the source: its bindings are reported at the beginning of the first file.</summary>
    public static Location? FirstPlace(Compilation compilation) =>
        compilation.SyntaxTrees.FirstOrDefault() is { } first ? Location.Create(first, new TextSpan(0, 0)) : null;

    private static bool Same(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}

/// <summary>A bound model and where a rule reports about it.</summary>
/// <param name="Model">The model.</param>
/// <param name="Foreign">For a type of another assembly, the binding; null for a type that is declared here.</param>
/// <param name="Report">Takes the diagnostics.</param>
internal sealed record ModelSite(BoundModel Model, Location? Foreign, Action<Diagnostic> Report)
{
    /// <summary>The place of the type.</summary>
    public Location Type => Foreign ?? Declaration(Model.Type) ?? Location.None;

    /// <summary>The place of a member, or of the type where the member is declared elsewhere.</summary>
    public Location Of(ISymbol member) => Foreign ?? Declaration(member) ?? Type;

    /// <summary>Members by their name on the wire, and whether something takes what none of them is for.</summary>
    public Dictionary<string, (ISymbol Symbol, JsonMember Json)> Candidates() => ModelMembers.Candidates(Model.Type);

    private static Location? Declaration(ISymbol symbol) => symbol.Locations.FirstOrDefault(location => location.IsInSource);
}
