using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>PAT3005: a date-time member is given a <see cref="DateTime"/> that is certainly of local or unspecified kind.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT3005AmbiguousTimestamp : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT3005AmbiguousTimestamp()
        : base(RuleCatalog.AmbiguousTimestamp)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) =>
        ValueAssignments.Register(context, contracts.Models, DateTimeSource.IsPossible, Judge);

    private static void Judge(OperationAnalysisContext context, BoundMember member, IOperation value)
    {
        if (member.Format != "date-time") return;

        foreach (DateTimeSource source in DateTimeSource.Of(value, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RuleCatalog.AmbiguousTimestamp,
                source.Syntax.GetLocation(),
                Replacement.Properties(new Replacement("Mark the time as UTC", source.Mended)),
                member.WireName,
                source.Kind == DateTimeKind.Local ? "local" : "unspecified"));
        }
    }
}
