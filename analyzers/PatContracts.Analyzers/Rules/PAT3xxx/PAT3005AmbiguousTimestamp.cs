using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// PAT3005: a <see cref="DateTime"/> of certainly local or unspecified kind is assigned to a date-time member. Not reported for a local time that is an exact
/// instant and is converted to <see cref="DateTimeOffset"/> without loss.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT3005AmbiguousTimestamp : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT3005AmbiguousTimestamp()
        : base(RuleCatalog.AmbiguousTimestamp)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) =>
        ValueAssignments.Register(context, contracts, DateTimeSource.IsPossible, Analyze);

    private static void Analyze(OperationAnalysisContext context, BoundMember member, IOperation value)
    {
        if (member.Format != "date-time" || member.HasConverter) return;

        bool hasOffset = ConstantDate.IsOffset(member.Type);
        foreach (DateTimeSource source in DateTimeSource.Of(value, context.CancellationToken))
        {
            if (hasOffset && source.IsInstant) continue;

            context.ReportDiagnostic(Diagnostic.Create(
                RuleCatalog.AmbiguousTimestamp,
                source.Syntax.GetLocation(),
                Replacement.Properties(new Replacement("Mark the time as UTC", source.Fixed)),
                member.WireName,
                source.Kind == DateTimeKind.Local ? "local" : "unspecified"));
        }
    }
}
