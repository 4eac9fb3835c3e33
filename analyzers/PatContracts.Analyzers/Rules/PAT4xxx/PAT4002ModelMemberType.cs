using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>PAT4002: the type of a bound member cannot hold every value that the contract allows.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT4002ModelMemberType : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT4002ModelMemberType()
        : base(RuleCatalog.ModelMemberType)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) =>
        ModelSites.Register(context, contracts, site => Check(site, contracts.Models));

    private static void Check(ModelSite site, BoundModels models)
    {
        foreach (BoundMember member in site.Model.Members)
        {
            if (TypeFit.TypeMismatch(member.Symbol, member.Type, member.Schema) is not { } mismatch) continue;
            site.Report(Diagnostic.Create(
                RuleCatalog.ModelMemberType,
                site.Of(member.Symbol),
                FittingType.Properties(
                    member.WireName,
                    new FittingType(models, site.Model.ContractName).InPlaceOf(member.Symbol, member.Type, member.Schema),
                    member.Schema),
                member.Symbol.Name,
                member.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                site.Model.ContractName,
                mismatch));
        }
    }
}
