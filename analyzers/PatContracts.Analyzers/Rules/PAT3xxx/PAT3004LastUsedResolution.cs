using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>PAT3004: the last use of a token is compared with now minus a window known to be shorter than a day.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PAT3004LastUsedResolution : ContractAnalyzer
{
    /// <summary>Creates the rule.</summary>
    public PAT3004LastUsedResolution()
        : base(RuleCatalog.LastUsedResolution)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, ContractContext contracts)
    {
        context.RegisterOperationAction(operation => Analyze(operation, contracts.Models, (IBinaryOperation)operation.Operation), OperationKind.Binary);
        context.RegisterOperationAction(
            operation => Analyze(operation, contracts.Models, (IRelationalPatternOperation)operation.Operation),
            OperationKind.RelationalPattern);
    }

    private static void Analyze(OperationAnalysisContext context, BoundModels models, IBinaryOperation comparison)
    {
        if (!IsOrdering(comparison.OperatorKind)) return;

        var age = new LastUseAge(models, context.CancellationToken);
        TimeSpan? window = age.Window(comparison.LeftOperand, comparison.RightOperand) ?? age.Window(comparison.RightOperand, comparison.LeftOperand);
        Report(context, comparison.Syntax, age.Member, window);
    }

    /// <summary>Analyzes <c>(now - lastUsed).TotalHours is &lt; 2</c> and <c>now - lastUsed is { TotalHours: &lt; 2 }</c>.</summary>
    private static void Analyze(OperationAnalysisContext context, BoundModels models, IRelationalPatternOperation pattern)
    {
        var age = new LastUseAge(models, context.CancellationToken);
        TimeSpan? window = pattern.Parent switch
        {
            IIsPatternOperation test => age.Window(test.Value, pattern.Value),
            IPropertySubpatternOperation
            {
                Member: IPropertyReferenceOperation total,
                Parent: IRecursivePatternOperation { Parent: IIsPatternOperation test },
            } => age.WindowOfTotal(total.Property, test.Value, pattern.Value),
            _ => null,
        };
        Report(context, pattern.Parent is IIsPatternOperation whole ? whole.Syntax : pattern.Syntax, age.Member, window);
    }

    private static void Report(OperationAnalysisContext context, SyntaxNode syntax, BoundMember? member, TimeSpan? window)
    {
        if (member is null || window is not { } known || !ClockWindow.IsShort(known)) return;

        context.ReportDiagnostic(Diagnostic.Create(RuleCatalog.LastUsedResolution, syntax.GetLocation(), member.WireName, ClockWindow.InWords(known)));
    }

    private static bool IsOrdering(BinaryOperatorKind kind) =>
        kind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;
}
