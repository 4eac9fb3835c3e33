using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Rules;

/// <summary>PAT4001: a bound model has no member for a property that its contract requires.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT4001ModelLacksMember : ContractAnalyzer
{
    /// <summary>The diagnostic property with the names of the contract's properties, in contract order, one per line.</summary>
    internal const string OrderProperty = "Order";

    /// <summary>Creates the rule.</summary>
    public PAT4001ModelLacksMember()
        : base(RuleCatalog.ModelLacksMember)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) =>
        ModelSites.Register(context, contracts, site => Check(site, contracts.Models));

    private static void Check(ModelSite site, BoundModels models)
    {
        if (WireNames.HasExtensionData(site.Model.Type)) return;
        foreach ((SchemaProperty property, ISymbol? misnamed, _) in WireNames.Missing(site))
        {
            // If the member exists under another name, PAT4003 reports it.
            if (!property.IsRequired || misnamed is not null) continue;
            site.Report(Diagnostic.Create(
                RuleCatalog.ModelLacksMember,
                site.Type,
                FittingType.Properties(property.Name, new FittingType(models, site.Model.ContractName).For(property.Schema), property.Schema)
                    .Add(OrderProperty, string.Join("\n", site.Model.Schema.Properties.Select(each => each.Name))),
                site.Model.Type.Name,
                property.Name,
                site.Model.ContractName));
        }
    }
}
