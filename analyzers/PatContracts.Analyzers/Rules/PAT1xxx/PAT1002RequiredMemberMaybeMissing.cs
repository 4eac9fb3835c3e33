using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT1002: an object escapes without a member that its contract requires on some paths but not all, or with a null in it that other paths replace. The message
/// describes the path.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT1002RequiredMemberMaybeMissing : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT1002RequiredMemberMaybeMissing()
        : base(RuleCatalog.RequiredMemberMaybeMissing)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts)
    {
        Constructions.Register(context, contracts, ReportMissing);
        NullAssignments.Register(context, contracts, ReportNull);
    }

    private static void ReportMissing(OperationAnalysisContext context, MissingMembersResult result)
    {
        if (result.SometimesIncomplete is { } incomplete)
        {
            Report(context, incomplete, result.Complete, result, DiagnosticFormatting.Names(result.MaybeMissing), "not set");
        }
    }

    private static void ReportNull(OperationAnalysisContext context, FlowResult flow, MemberWrite write)
    {
        if (!write.Value.CanBeNull || NullAssignments.StaysNull(flow, write) || NullAssignments.EscapesWith(flow, write).FirstOrDefault() is not { } escape)
        {
            return;
        }

        Witness witness = flow.Search(escape.Object.Syntax, escape.Object.Model, write.Member, MemberFault.Null);
        if (witness.Incomplete is { } incomplete) Report(context, incomplete, witness.Complete, null, DiagnosticFormatting.Names([write.Member]), "null");
    }

    private static void Report(OperationAnalysisContext context, Escape incomplete, Escape? complete, MissingMembersResult? result, string names, string state)
    {
        (string path, SyntaxNode? branch) = DiagnosticFormatting.Path(incomplete, complete, state);
        List<Location> locations = [incomplete.Syntax.GetLocation()];
        if (branch is not null) locations.Add(branch.GetLocation());
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.RequiredMemberMaybeMissing,
            incomplete.Object.Syntax.GetLocation(),
            locations,
            result is null ? null : MissingMembers.Properties(result),
            DiagnosticFormatting.Noun(incomplete),
            names,
            DiagnosticFormatting.Verb(incomplete),
            path));
    }
}
