using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>PAT3004: the last use of a token is compared with now less a window that is known to be shorter than a day.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT3004LastUsedResolution : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT3004LastUsedResolution()
        : base(RuleCatalog.LastUsedResolution)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts) =>
        context.RegisterOperationAction(operation => Judge(operation, contracts.Models), OperationKind.Binary);

    private static void Judge(OperationAnalysisContext context, BoundModels models)
    {
        var comparison = (IBinaryOperation)context.Operation;
        if (!IsOrdering(comparison.OperatorKind)) return;

        IOperation left = ClockWindow.Strip(comparison.LeftOperand);
        IOperation right = ClockWindow.Strip(comparison.RightOperand);
        BoundMember? member = null;
        TimeSpan? window = Window(left, right) ?? Window(right, left);
        if (member is null || !ClockWindow.IsShort(window)) return;

        context.ReportDiagnostic(Diagnostic.Create(
            RuleCatalog.LastUsedResolution,
            comparison.Syntax.GetLocation(),
            member.WireName,
            ClockWindow.InWords(window!.Value)));

        // `lastUsed < now - window`, `now - lastUsed > window`, `(now - lastUsed).TotalHours > 2`.
        TimeSpan? Window(IOperation one, IOperation other)
        {
            if (LastUse.Of(models, one) is { } used)
            {
                member = used;
                return ClockWindow.Before(other, context.CancellationToken);
            }

            if (Age(one) is { } aged)
            {
                member = aged;
                return ClockWindow.Constant(other, context.CancellationToken);
            }

            if (one is IPropertyReferenceOperation { Instance: { } span, Property: { Name: var total, ContainingType.Name: "TimeSpan" } }
                && total.StartsWith("Total", StringComparison.Ordinal)
                && Age(ClockWindow.Strip(span)) is { } measured)
            {
                member = measured;
                return ClockWindow.Span(total.Substring("Total".Length), ClockWindow.Number(other, context.CancellationToken));
            }

            return null;
        }

        BoundMember? Age(IOperation difference) => difference switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } subtraction when ClockWindow.IsNow(subtraction.LeftOperand, context.CancellationToken) =>
                LastUse.Of(models, subtraction.RightOperand),
            IInvocationOperation { TargetMethod.Name: "Subtract", Instance: { } now, Arguments: [{ Value: var moment }] } when ClockWindow.IsNow(now, context.CancellationToken) =>
                LastUse.Of(models, moment),
            _ => null,
        };
    }

    private static bool IsOrdering(BinaryOperatorKind kind) =>
        kind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;
}
