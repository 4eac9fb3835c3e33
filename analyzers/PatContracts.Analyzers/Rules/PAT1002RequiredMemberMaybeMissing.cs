using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT1002: an object escapes without a member that its contract requires on some path, though not on all; or with a null there that other paths take
/// back. The message names the path.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT1002RequiredMemberMaybeMissing : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT1002RequiredMemberMaybeMissing()
        : base(RuleCatalog.RequiredMemberMaybeMissing)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, BoundModels models)
    {
        Constructions.Register(context, models, JudgeMissing);
        GivenNulls.Register(context, models, JudgeNull);
    }

    private static void JudgeMissing(OperationAnalysisContext context, Shortfall shortfall)
    {
        if (shortfall.LackingSome is { } lacking) Report(context, lacking, shortfall.Sufficient, shortfall, Wording.Names(shortfall.MaybeMissing), "not set");
    }

    private static void JudgeNull(OperationAnalysisContext context, FlowResult flow, MemberWrite write)
    {
        if (!write.Value.IsNull || GivenNulls.StaysNull(flow, write) || GivenNulls.EscapesWith(flow, write).FirstOrDefault() is not { } lacking) return;

        Escape? sufficient = flow.EscapesOf(lacking.Object.Syntax, lacking.Object.Model)
            .FirstOrDefault(escape => !escape.Members[write.Member].Value.CanBeNull);
        Report(context, lacking, sufficient, null, Wording.Names([write.Member]), "null");
    }

    private static void Report(OperationAnalysisContext context, Escape lacking, Escape? sufficient, Shortfall? shortfall, string names, string state)
    {
        (string path, SyntaxNode? branch) = Wording.Path(lacking, sufficient, state);
        List<Location> places = [lacking.Syntax.GetLocation()];
        if (branch is not null) places.Add(branch.GetLocation());
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.RequiredMemberMaybeMissing,
            lacking.Object.Syntax.GetLocation(),
            places,
            shortfall is null ? null : MissingMembers.Properties(shortfall),
            Wording.Noun(lacking),
            names,
            Wording.Verb(lacking),
            path));
    }
}
