using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>PAT4004: an attribute, the configuration or a payload file names a contract that neither the package nor the project has.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT4004ContractNotFound : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT4004ContractNotFound()
        : base(RuleCatalog.ContractNotFound)
    {
    }

    private protected override bool WorksWithoutModels => true;

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts)
    {
        context.RegisterAdditionalFileAction(file => CheckFile(file, contracts.Models.Contracts));

        ILookup<SyntaxTree, (ModelBinding Binding, Location Location)> unknown = contracts.Models.Bindings
            .Where(binding => !contracts.Models.Contracts.Names.Contains(binding.ContractName))
            .Select(binding => (binding, Location: Place(binding, context.Compilation)))
            .Where(entry => entry.Location.SourceTree is not null)
            .ToLookup(entry => entry.Location.SourceTree!);
        if (unknown.Count == 0) return;

        context.RegisterSyntaxTreeAction(tree =>
        {
            foreach ((ModelBinding binding, Location location) in unknown[tree.Tree])
            {
                tree.ReportDiagnostic(Create(location, binding.ContractName, contracts.Models.Contracts));
            }
        });
    }

    /// <summary>
    /// The attribute; for a binding of the configuration, which has no place of its own, the type that it binds, or the project's first file.
    /// </summary>
    private static Location Place(ModelBinding binding, Compilation compilation)
    {
        if (binding.Location.SourceTree is not null) return binding.Location;
        bool isForeign = binding.Type is { } type && !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);
        if (!isForeign && binding.Type?.Locations.FirstOrDefault(location => location.IsInSource) is { } declaration) return declaration;

        // A binding that another assembly made is that assembly's to mend.
        return (binding.IsConfigured ? ModelSites.FirstPlace(compilation) : null) ?? Location.None;
    }

    private static void CheckFile(AdditionalFileAnalysisContext context, ContractSet contracts)
    {
        AdditionalText file = context.AdditionalFile;
        string? name = ContractFile.PayloadContract(file, context.Options.AnalyzerConfigOptionsProvider);
        if (name is null || contracts.Names.Contains(name)) return;
        context.ReportDiagnostic(Create(Location.Create(file.Path, default, default), name, contracts));
    }

    private static Diagnostic Create(Location location, string name, ContractSet contracts) =>
        Diagnostic.Create(RuleCatalog.ContractNotFound, location, name, string.Join(", ", contracts.Names));
}
