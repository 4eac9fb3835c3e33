using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Rules;

/// <summary>
/// The value assigned to a flag: an expression, or the two values of an <c>if</c> whose branches assign the same flag. A value assigned before the <c>if</c>
/// counts as its other branch.
/// </summary>
internal sealed class AssignedValue
{
    private readonly IOperation? _condition;
    private readonly IOperation _value;
    private readonly IOperation? _otherwise;

    private AssignedValue(IOperation? condition, IOperation value, IOperation? otherwise)
    {
        _condition = condition;
        _value = value;
        _otherwise = otherwise;
    }

    /// <summary>Whether it is a choice between constants: <c>x ? false : true</c>, a <c>switch</c>, an <c>if</c>.</summary>
    public bool IsChoice => _condition is not null || Sequences.Strip(_value) is IConditionalOperation or ISwitchExpressionOperation;

    /// <summary>Whether it is one of the two values of an <c>if</c>.</summary>
    public bool IsConditional => _condition is not null;

    /// <summary>The assigned constant, or null if it is not a constant.</summary>
    public bool? Constant { get; private init; }

    /// <summary>Returns the expressions that it consists of, including the initializers of locals that are assigned once.</summary>
    public IEnumerable<IOperation> Parts(CancellationToken cancellationToken)
    {
        var pending = new Stack<IOperation>();
        if (_condition is not null) pending.Push(_condition);
        if (_otherwise is not null) pending.Push(_otherwise);
        pending.Push(_value);
        int budget = 64;
        while (pending.Count > 0)
        {
            IOperation next = pending.Pop();
            foreach (IOperation part in next.DescendantsAndSelf())
            {
                yield return part;
                if (part is ILocalReferenceOperation local && budget-- > 0 && Locals.Declared(local, cancellationToken) is { } value) pending.Push(value);
            }
        }
    }

    /// <summary>Evaluates the value while a source of it is in a certain state.</summary>
    public FlagOutcome Evaluate(ValuePath source, FlagOutcome state, CancellationToken cancellationToken)
    {
        if (_condition is null) return FlagExpression.Evaluate(_value, source, state, cancellationToken);

        return FlagExpression.Evaluate(_condition, source, state, cancellationToken) switch
        {
            FlagOutcome.True => FlagExpression.Evaluate(_value, source, state, cancellationToken),
            FlagOutcome.False => FlagExpression.Evaluate(_otherwise!, source, state, cancellationToken),
            _ => FlagOutcome.Unknown,
        };
    }

    /// <summary>Returns the constant that the value is while a source of it is absent, or null if it is not written as a constant.</summary>
    public IOperation? Fallback(ValuePath source, CancellationToken cancellationToken) => _condition is null
        ? Fallback(_value, source, cancellationToken)
        : FlagExpression.Evaluate(_condition, source, FlagOutcome.Null, cancellationToken) switch
        {
            FlagOutcome.True => Fallback(_value, source, cancellationToken),
            FlagOutcome.False => Fallback(_otherwise!, source, cancellationToken),
            _ => null,
        };

    /// <summary>Whether an expression is a part of the value written before the assignment: the value that an <c>if</c> replaces.</summary>
    public bool IsBefore(IOperation part, SyntaxNode assignment) =>
        _otherwise is not null && _otherwise.Syntax.Span.Contains(part.Syntax.Span) && part.Syntax.SpanStart < assignment.SpanStart;

    /// <summary>The value of an argument.</summary>
    public static AssignedValue Of(IOperation value) => new(null, value, null) { Constant = ConstantOf(value) };

    /// <summary>The value of an assignment.</summary>
    public static AssignedValue Of(ISimpleAssignmentOperation assignment, CancellationToken cancellationToken)
    {
        if (assignment.Parent is IExpressionStatementOperation statement && ValuePath.Of(assignment.Target, cancellationToken) is { } target)
        {
            IOperation branch = statement.Parent is IBlockOperation { Operations.Length: 1 } block ? block : statement;
            if (branch.Parent is IConditionalOperation conditional && conditional.Condition != branch)
            {
                IOperation? other = branch == conditional.WhenTrue ? conditional.WhenFalse ?? Before(conditional) : conditional.WhenTrue;
                if (AssignmentIn(other) is { } paired && target.Equals(ValuePath.Of(paired.Target, cancellationToken)))
                {
                    return branch == conditional.WhenTrue
                        ? new(conditional.Condition, assignment.Value, paired.Value) { Constant = ConstantOf(assignment.Value) }
                        : new(conditional.Condition, paired.Value, assignment.Value) { Constant = ConstantOf(assignment.Value) };
                }
            }
        }

        return Of(assignment.Value);
    }

    private static IOperation? Before(IConditionalOperation conditional) =>
        conditional.Parent is IBlockOperation block && block.Operations.IndexOf(conditional) is > 0 and var index ? block.Operations[index - 1] : null;

    private static ISimpleAssignmentOperation? AssignmentIn(IOperation? branch) => branch switch
    {
        IBlockOperation { Operations: [var only] } => AssignmentIn(only),
        IExpressionStatementOperation { Operation: ISimpleAssignmentOperation assignment } => assignment,
        _ => null,
    };

    private static IOperation? Fallback(IOperation value, ValuePath source, CancellationToken cancellationToken)
    {
        IOperation stripped = Sequences.Strip(value);
        if (ConstantOf(stripped) is not null) return stripped;

        IOperation? next = stripped switch
        {
            ICoalesceOperation coalesce => coalesce.WhenNull,
            IInvocationOperation { TargetMethod.Name: "GetValueOrDefault", Arguments: [.., { IsImplicit: false, Value: var fallback }] } => fallback,
            IConditionalOperation conditional => FlagExpression.Evaluate(conditional.Condition, source, FlagOutcome.Null, cancellationToken) switch
            {
                FlagOutcome.True => conditional.WhenTrue,
                FlagOutcome.False => conditional.WhenFalse,
                _ => null,
            },
            ISwitchExpressionOperation selection => selection.Arms
                .FirstOrDefault(arm => FlagExpression.IsMatch(arm.Pattern, selection.Value, source, FlagOutcome.Null, cancellationToken) != false)
                ?.Value,
            ILocalReferenceOperation local => Locals.Declared(local, cancellationToken),
            _ => null,
        };
        return next is null ? null : Fallback(next, source, cancellationToken);
    }

    private static bool? ConstantOf(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: bool constant } } => constant,
        IConversionOperation { OperatorMethod: null } conversion => ConstantOf(conversion.Operand),
        IParenthesizedOperation parenthesized => ConstantOf(parenthesized.Operand),
        _ => null,
    };
}
