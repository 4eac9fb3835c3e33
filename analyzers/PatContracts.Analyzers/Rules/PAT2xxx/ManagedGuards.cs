using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;
using PatContracts.Analyzers.Literals;

namespace PatContracts.Analyzers.Rules;

/// <summary>What is known of the managed flag of a token: from assignments and tests before, or from the filter that chose it.</summary>
internal static class ManagedGuards
{
    /// <summary>How many links of a chain, and names for chains, are looked through.</summary>
    private const int MaxLinks = 16;

    /// <summary>What the flag of a token is at a point, as far as a test or a filter has shown it, or the code has set it.</summary>
    /// <param name="state">What is known there.</param>
    /// <param name="token">The token.</param>
    /// <param name="at">An operation at that point.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static bool? Of(FlowState state, TrackedObject token, IOperation at, CancellationToken cancellationToken)
    {
        if (token.Model.ManagedFlag is not { } flag || state[token] is not { } members) return null;

        Slot slot = members[flag];
        if (slot.Value.Constant is bool known) return known;
        if (slot.Kind != SlotKind.Untouched || members.HasEscaped || TokenNames.VariableOf(state, token) is not { } variable) return null;

        return FilteredOf(variable, at) is { } sequence ? OfFilter(sequence, flag, MaxLinks, cancellationToken) : null;
    }

    /// <summary>The sequence that a variable runs through: a lambda's parameter or the variable of a <c>foreach</c>.</summary>
    private static IOperation? FilteredOf(ISymbol variable, IOperation at)
    {
        for (IOperation? around = at; around is not null; around = around.Parent)
        {
            if (around is IForEachLoopOperation loop && loop.Locals.Contains(variable, SymbolEqualityComparer.Default)) return loop.Collection;
            if (around is IAnonymousFunctionOperation lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, variable.ContainingSymbol))
            {
                return lambda.Symbol.Parameters.Length > 0 && SymbolEqualityComparer.Default.Equals(lambda.Symbol.Parameters[0], variable)
                    ? Sequences.RunBy(lambda)
                    : null;
            }
        }

        return null;
    }

    private static bool? OfFilter(IOperation sequence, BoundMember flag, int links, CancellationToken cancellationToken)
    {
        for (IOperation? current = Sequences.Strip(sequence); current is not null && links > 0; links--)
        {
            if (current is IInvocationOperation call && Sequences.KeepsElements(call))
            {
                if (call.TargetMethod.Name == "Where" && Sequences.PredicateOf(call) is { } predicate && OfPredicate(predicate, flag) is { } shown)
                {
                    return shown;
                }

                current = Sequences.ReceiverOf(call);
            }
            else
            {
                return NamedValues.Declared(current, cancellationToken) is { } declared && declared.SyntaxTree == current.Syntax.SyntaxTree
                    && current.SemanticModel?.GetOperation(declared, cancellationToken) is { } value
                        ? OfFilter(value, flag, links - 1, cancellationToken)
                        : null;
            }
        }

        return null;
    }

    private static bool? OfPredicate(IAnonymousFunctionOperation predicate, BoundMember flag) =>
        predicate.Symbol.Parameters.Length > 0 && Sequences.ResultOf(predicate) is { } result
            ? WhenTrue(result, predicate.Symbol.Parameters[0], flag)
            : null;

    /// <summary>What the flag must be for a test to hold.</summary>
    private static bool? WhenTrue(IOperation test, IParameterSymbol token, BoundMember flag)
    {
        switch (test)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both:
                return WhenTrue(both.LeftOperand, token, flag) ?? WhenTrue(both.RightOperand, token, flag);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand } when IsFlag(operand, token, flag):
                return false;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
                when IsFlag(comparison.LeftOperand, token, flag) && Boolean(comparison.RightOperand) is { } expected:
                return expected == (comparison.OperatorKind == BinaryOperatorKind.Equals) ? true : false;
            case IIsPatternOperation { Value: var value, Pattern: var pattern } when IsFlag(value, token, flag):
                return OfPattern(pattern);
            case IIsPatternOperation { Value: IParameterReferenceOperation named, Pattern: IRecursivePatternOperation recursive }
                when SymbolEqualityComparer.Default.Equals(named.Parameter, token):
                foreach (IPropertySubpatternOperation property in recursive.PropertySubpatterns)
                {
                    if (property.Member is IMemberReferenceOperation { Member: var member } && IsSame(member, flag)) return OfPattern(property.Pattern);
                }

                return null;
            default:
                return IsFlag(test, token, flag) ? true : null;
        }
    }

    private static bool? OfPattern(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation { Pattern: IConstantPatternOperation constant } => !Boolean(constant.Value),
        IConstantPatternOperation constant => Boolean(constant.Value),
        _ => null,
    };

    private static bool? Boolean(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: bool value } } => value,
        IConversionOperation { OperatorMethod: null } conversion => Boolean(conversion.Operand),
        _ => null,
    };

    /// <summary>The flag itself, or with the contract's fallback.</summary>
    private static bool IsFlag(IOperation operation, IParameterSymbol token, BoundMember flag) => operation switch
    {
        IConversionOperation { OperatorMethod: null } conversion => IsFlag(conversion.Operand, token, flag),
        ICoalesceOperation { WhenNull.ConstantValue: { HasValue: true, Value: bool } } coalesce => IsFlag(coalesce.Value, token, flag),
        IInvocationOperation { TargetMethod.Name: "GetValueOrDefault", Instance: { } instance } => IsFlag(instance, token, flag),
        IMemberReferenceOperation { Instance: IParameterReferenceOperation named, Member: var member } =>
            SymbolEqualityComparer.Default.Equals(named.Parameter, token) && IsSame(member, flag),
        _ => false,
    };

    private static bool IsSame(ISymbol member, BoundMember flag) => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, flag.Symbol);
}
