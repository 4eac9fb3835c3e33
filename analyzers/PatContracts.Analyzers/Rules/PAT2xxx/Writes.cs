using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>Determines whether code assigns a value, or an object through which the value is reached.</summary>
internal static class Writes
{
    /// <summary>Whether an operation, or one inside it, assigns the value or passes it by reference.</summary>
    public static bool To(IOperation operation, ValuePath value, CancellationToken cancellationToken)
    {
        foreach (IOperation part in operation.DescendantsAndSelf())
        {
            cancellationToken.ThrowIfCancellationRequested();
            IOperation? target = part switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation increment => increment.Target,
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
                _ => null,
            };
            if (target is not null && Targets(target).Any(one => IsReachedThrough(one, value, cancellationToken))) return true;
        }

        return false;
    }

    /// <summary>Whether an operation, or one inside it, passes the token itself to other code.</summary>
    public static bool Passes(IOperation operation, ValuePath token, CancellationToken cancellationToken)
    {
        foreach (IOperation part in operation.DescendantsAndSelf())
        {
            if (part is (IArgumentOperation { Value: var passed }) && ValuePath.Of(passed, cancellationToken) is { } path && token.Equals(path)) return true;
            if (part is IInvocationOperation { Instance: { } instance }
                && ValuePath.Of(instance, cancellationToken) is { } receiver
                && token.Equals(receiver))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<IOperation> Targets(IOperation target) =>
        target is ITupleOperation tuple ? tuple.Elements.SelectMany(Targets) : [target];

    private static bool IsReachedThrough(IOperation target, ValuePath value, CancellationToken cancellationToken) =>
        Sequences.Strip(target) is var stripped
        && stripped is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation or IArrayElementReferenceOperation
        && ValuePath.Of(stripped, cancellationToken) is { } path
        && value.StartsWith(path);
}
