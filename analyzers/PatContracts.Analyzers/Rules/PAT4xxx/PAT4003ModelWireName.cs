using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Schema;

namespace PatContracts.Analyzers.Rules;

/// <summary>PAT4003: the JSON name of a member differs from the contract's only by case or separators.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT4003ModelWireName : ContractAnalyzer
{
    /// <summary>The diagnostic property with the contract's name for the member.</summary>
    internal const string WireNameProperty = "WireName";



    /// <summary>Creates the rule.</summary>
    public PAT4003ModelWireName()
        : base(RuleCatalog.ModelWireName)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) =>
        ModelSites.Register(context, contracts, Check);

    private static void Check(ModelSite site)
    {
        foreach ((SchemaProperty property, ISymbol? misnamed, string? wireName) in WireNames.Missing(site))
        {
            if (misnamed is null) continue;
            site.Report(Diagnostic.Create(
                RuleCatalog.ModelWireName,
                site.Of(misnamed),
                ImmutableDictionary<string, string?>.Empty.Add(WireNameProperty, property.Name),
                misnamed.Name,
                wireName,
                site.Model.ContractName,
                property.Name));
        }
    }
}
