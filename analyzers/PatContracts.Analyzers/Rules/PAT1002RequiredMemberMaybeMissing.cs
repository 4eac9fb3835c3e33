using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>PAT1002: an object escapes without a member that its contract requires on some path, though not on all. The message names the path.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT1002RequiredMemberMaybeMissing : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT1002RequiredMemberMaybeMissing()
        : base(RuleCatalog.RequiredMemberMaybeMissing)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, BoundModels models) =>
        Constructions.Register(context, models, Judge);

    private static void Judge(OperationAnalysisContext context, Shortfall shortfall)
    {
        if (shortfall.LackingSome is not { } lacking) return;

        (string path, SyntaxNode? branch) = Wording.Path(lacking, shortfall.Sufficient);
        List<Location> places = [lacking.Syntax.GetLocation()];
        if (branch is not null) places.Add(branch.GetLocation());
        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.RequiredMemberMaybeMissing,
            shortfall.Object.Syntax.GetLocation(),
            places,
            MissingMembers.Properties(shortfall),
            Wording.Noun(lacking),
            Wording.Names(shortfall.MaybeMissing),
            Wording.Verb(lacking),
            path));
    }
}
