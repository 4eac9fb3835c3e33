using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PatContracts.Analyzers.Rules;

/// <summary>PAT1001: an object escapes without a member that its contract requires, on every path.</summary>
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

    private static void Report(OperationAnalysisContext context, MissingMembersResult result)
    {
        if (result.Missing.IsEmpty) return;

        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.RequiredMemberMissing,
            result.Object.Syntax.GetLocation(),
            [result.Incomplete.Syntax.GetLocation()],
            MissingMembers.Properties(result),
            DiagnosticFormatting.Noun(result.Incomplete),
            DiagnosticFormatting.Names(result.Missing),
            DiagnosticFormatting.Verb(result.Incomplete)));
    }
}
