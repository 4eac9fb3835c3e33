using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Rules;

/// <summary>A flag whose opposite is assigned.</summary>
/// <param name="Read">The expression that reads it.</param>
/// <param name="Flag">The flag of a bound model; null for another value that is a flag by name.</param>
internal sealed record NegatedFlag(IOperation Read, BoundMember? Flag)
{
    /// <summary>Returns the flag whose opposite is assigned, or null.</summary>
    public static NegatedFlag? In(BoundModels models, FlagAssignment assignment, CancellationToken cancellationToken)
    {
        foreach (IOperation part in assignment.Value.Parts(cancellationToken))
        {
            (ValuePath? source, BoundMember? flag) = SourceIn(models, part, cancellationToken);
            if (source is null || (flag is null && assignment.Flag is null)) continue;
            if (assignment.Value.Evaluate(source, FlagOutcome.True, cancellationToken) != FlagOutcome.False
                || assignment.Value.Evaluate(source, FlagOutcome.False, cancellationToken) != FlagOutcome.True)
            {
                continue;
            }

            return IsToggle(assignment, source, cancellationToken) ? null : new(Compared(part) ?? part, flag);
        }

        return null;
    }

    private static (ValuePath? Source, BoundMember? Flag) SourceIn(BoundModels models, IOperation part, CancellationToken cancellationToken)
    {
        switch (part)
        {
            case IMemberReferenceOperation { Member: var member } when ManagedFlag.Of(models, member) is { } flag:
                return (ValuePath.Of(part, cancellationToken), flag);
            case IBinaryOperation when Compared(part) is { } compared:
                return (ValuePath.Of(compared, cancellationToken), null);
            case IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false } call:
                foreach (IArgumentOperation argument in call.Arguments)
                {
                    if (models.TryGet(argument.Value.Type, out BoundModel? model)
                        && model.ManagedFlag is { } passed
                        && ValuePath.Of(argument.Value, cancellationToken) is { } token)
                    {
                        return (token.Member(passed.Symbol.Name), passed);
                    }
                }

                return (null, null);
            case IMemberReferenceOperation or IInvocationOperation or IConditionalAccessOperation or IParameterReferenceOperation
                when FlagSources.IsNamedAsFlag(part):
                return (ValuePath.Of(part, cancellationToken), null);
            default:
                return (null, null);
        }
    }

    /// <summary>The expression that is compared with the text <c>"managed"</c>.</summary>
    private static IOperation? Compared(IOperation part) =>
        part is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary ? null
        : IsManagedText(binary.RightOperand) ? binary.LeftOperand
        : IsManagedText(binary.LeftOperand) ? binary.RightOperand
        : null;

    private static bool IsManagedText(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: string text } && text.Equals("managed", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a token's own flag is toggled: in place, or in a copy made by <c>with</c>. A choice between constants is not a toggle: it contradicts a known
    /// flag.
    /// </summary>
    private static bool IsToggle(FlagAssignment assignment, ValuePath source, CancellationToken cancellationToken)
    {
        if (assignment.Assignment is not { } assigned || assignment.Value.IsChoice) return false;

        ValuePath? target = assigned is { Target: IMemberReferenceOperation { Member: var member }, Parent.Parent: IWithOperation copy }
            ? ValuePath.Of(copy.Operand, cancellationToken)?.Member(member)
            : ValuePath.Of(assigned.Target, cancellationToken);
        return source.Equals(target);
    }
}
