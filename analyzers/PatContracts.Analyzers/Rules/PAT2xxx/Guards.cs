using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// The statements of one body that may show something about values after them: an <c>if</c> with a branch that leaves, a <c>switch</c>, a call. Found once per
/// block.
/// </summary>
internal sealed class Guards
{
    private readonly ConcurrentDictionary<IOperation, int[]> _blocks = new();

    private Guards()
    {
    }

    /// <summary>Returns the guards of the body that holds an operation.</summary>
    public static Guards Around(IOperation operation) => Locals.DeriveFromBody(operation, static _ => new Guards());

    /// <summary>Returns the indices of the guards among the statements of a block or section, in source order.</summary>
    public int[] In(IOperation block, ImmutableArray<IOperation> statements) => _blocks.TryGetValue(block, out int[]? known)
        ? known
        : _blocks.GetOrAdd(block, [.. Enumerable.Range(0, statements.Length).Where(i => IsGuard(statements[i]))]);

    private static bool IsGuard(IOperation statement) => statement switch
    {
        IConditionalOperation conditional => Leaving(conditional) is not null,
        ISwitchOperation => true,
        IExpressionStatementOperation { Operation: IInvocationOperation call } => IsGuard(call),
        IExpressionStatementOperation { Operation: IAwaitOperation { Operation: IInvocationOperation call } } => IsGuard(call),
        _ => false,
    };

    /// <summary>Whether a call may return only if a condition holds: an assertion, or a method of the project.</summary>
    private static bool IsGuard(IInvocationOperation call) =>
        !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty || Jumps.Asserted(call) is not null;

    /// <summary>The outcome of a condition after which control leaves, if it stays after the other; or null.</summary>
    public static bool? Leaving(IConditionalOperation conditional)
    {
        bool leavesWhenTrue = Jumps.Leaves(conditional.WhenTrue);
        bool leavesWhenFalse = conditional.WhenFalse is { } otherwise && Jumps.Leaves(otherwise);
        return leavesWhenTrue == leavesWhenFalse ? null : leavesWhenTrue;
    }
}
