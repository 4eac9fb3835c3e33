using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PatContracts.Analyzers.Rules;

/// <summary>PAT1001: an object escapes without a member that its contract requires, whichever path is taken.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT1001RequiredMemberMissing : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT1001RequiredMemberMissing()
        : base(RuleCatalog.RequiredMemberMissing)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) =>
        Constructions.Register(context, contracts, Report);

    private static void Report(OperationAnalysisContext context, MissingMembersResult shortfall)
    {
        if (shortfall.Missing.IsEmpty) return;

        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.RequiredMemberMissing,
            shortfall.Object.Syntax.GetLocation(),
            [shortfall.Lacking.Syntax.GetLocation()],
            MissingMembers.Properties(shortfall),
            DiagnosticFormatting.Noun(shortfall.Lacking),
            DiagnosticFormatting.Names(shortfall.Missing),
            DiagnosticFormatting.Verb(shortfall.Lacking)));
    }
}
