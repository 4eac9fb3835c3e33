using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Analyzers.Flow;

namespace PatContracts.Analyzers.Rules;

/// <summary>Determines the managed flag of a token where it is used: from preceding assignments and tests, or from the filter that selected it.</summary>
internal sealed class ManagedGuards : TokenSelection<FlagStates>
{
    private readonly bool _isProof;

    private ManagedGuards(bool isProof, CancellationToken cancellationToken)
        : base(cancellationToken) =>
        _isProof = isProof;

    /// <summary>
    /// Returns the states that a flag can have according to tests, filters and assignments; used to suppress a report. Assumes that code in between does not
    /// change the flag.
    /// </summary>
    public static FlagStates StatesAt(IOperation point, ValuePath flag, CancellationToken cancellationToken) =>
        new ManagedGuards(isProof: false, cancellationToken).At(point, flag);

    /// <summary>
    /// Returns the states that a flag can have as proved by tests and filters; used to justify a report. Excludes values assigned or passed on since.
    /// </summary>
    public static FlagStates ProvenStatesAt(IOperation point, ValuePath flag, CancellationToken cancellationToken) =>
        new ManagedGuards(isProof: true, cancellationToken).At(point, flag);

    /// <summary>Returns the flag of a token at a point, if a test or filter has shown it or the code has assigned it.</summary>
    /// <param name="state">The state at that point.</param>
    /// <param name="token">The token.</param>
    /// <param name="at">An operation at that point.</param>
    /// <param name="cancellationToken">A token to cancel the search.</param>
    public static bool? Of(FlowState state, TrackedObject token, IOperation at, CancellationToken cancellationToken)
    {
        if (token.Model.ManagedFlag is not { } flag || state[token] is not { } members) return null;

        Slot slot = members[flag];
        if (slot.Value.Constant is bool known) return known;
        if (slot.Kind != SlotKind.Unassigned || members.HasEscaped || TokenNames.VariableOf(state, token) is not { } variable) return null;

        FlagStates proven = ProvenStatesAt(at, ValuePath.Of(variable).Member(flag.Symbol.Name), cancellationToken);
        return (proven & ManagedFlag.StatesOf(flag)).Meaning(ManagedFlag.Default(flag) ?? false);
    }

    protected override FlagStates Unrestricted => FlagStates.Any;

    protected override bool FollowsCallers => !_isProof;

    protected override FlagStates Both(FlagStates left, FlagStates right) => left & right;

    protected override FlagStates Either(FlagStates left, FlagStates right) => left | right;

    protected override FlagStates Holds(IOperation condition, bool outcome, ValuePath value, IOperation site) =>
        FlagExpression.StatesWhere(condition, outcome, value, CancellationToken);

    protected override FlagStates Matches(IOperation switched, IReadOnlyList<Case> chosen, IReadOnlyList<Case> earlier, ValuePath value)
    {
        FlagStates states = FlagStates.None;
        foreach ((FlagStates state, FlagOutcome outcome) in FlagExpression.AllStates)
        {
            bool isPossible = chosen.Count == 0 || chosen.Any(one => IsMatch(one) != false);
            if (isPossible && !earlier.Any(one => IsMatch(one) == true)) states |= state;

            bool? IsMatch(Case one)
            {
                bool? match = one.Pattern is { } pattern ? FlagExpression.IsMatch(pattern, switched, value, outcome, CancellationToken)
                    : one.Constant is { } constant ? IsSame(FlagExpression.Evaluate(switched, value, outcome, CancellationToken), constant)
                    : null;
                if (match != true || one.Guard is not { } guard) return match;

                return FlagExpression.ToBoolean(FlagExpression.Evaluate(guard, value, outcome, CancellationToken));
            }
        }

        return states;
    }

    protected override FlagStates HasKey(IOperation key, ValuePath value, IOperation group, ValuePath groupKey) =>
        WhereKey(key, value, At(group, groupKey));

    protected override FlagStates HasKey(IOperation key, ValuePath value, IOperation expected) =>
        WhereKey(key, value, StateOf(FlagExpression.Evaluate(expected, value, FlagOutcome.Present, CancellationToken)));

    protected override FlagStates HasKeyWhere(IOperation key, ValuePath value, IOperation condition, ValuePath groupKey)
    {
        FlagStates states = FlagStates.None;
        foreach ((FlagStates state, FlagOutcome outcome) in FlagExpression.AllStates)
        {
            FlagOutcome ofKey = FlagExpression.Evaluate(key, value, outcome, CancellationToken);
            if (ofKey is FlagOutcome.Unknown or FlagOutcome.Present
                || FlagExpression.Evaluate(condition, groupKey, ofKey, CancellationToken) != FlagOutcome.False)
            {
                states |= state;
            }
        }

        return states;
    }

    protected override int LastOverwrite(Writes writes, ValuePath value, TextSpan span)
    {
        int assigned = base.LastOverwrite(writes, value, span);
        return _isProof && value.Parent is { } token ? Math.Max(assigned, writes.LastPassOf(token, span)) : assigned;
    }

    protected override bool IsOverwritten(IOperation statement, ValuePath value, out FlagStates result)
    {
        result = FlagStates.Any;
        if (!base.IsOverwritten(statement, value, out _)) return _isProof && value.Parent is { } token && Writes.Passes(statement, token, CancellationToken);

        if (!_isProof
            && statement is IExpressionStatementOperation { Operation: IAssignmentOperation assignment }
            && value.Equals(ValuePath.Of(assignment.Target, CancellationToken)))
        {
            result = assignment switch
            {
                ISimpleAssignmentOperation =>
                    StateOf(FlagExpression.Evaluate(assignment.Value, value, FlagOutcome.Present, CancellationToken))
                    & StatesOf(ManagedFlag.Unconverted(assignment.Value).Type),
                ICoalesceAssignmentOperation => FlagStates.False | FlagStates.True,
                _ => FlagStates.Any,
            };
        }

        return true;
    }

    private FlagStates WhereKey(IOperation key, ValuePath value, FlagStates keys)
    {
        FlagStates states = FlagStates.None;
        foreach ((FlagStates state, FlagOutcome outcome) in FlagExpression.AllStates)
        {
            if ((StateOf(FlagExpression.Evaluate(key, value, outcome, CancellationToken)) & keys) != 0) states |= state;
        }

        return states;
    }

    private static FlagStates StatesOf(ITypeSymbol? type) =>
        type?.SpecialType == SpecialType.System_Boolean ? FlagStates.False | FlagStates.True : FlagStates.Any;

    private static FlagStates StateOf(FlagOutcome outcome) => outcome switch
    {
        FlagOutcome.Null => FlagStates.Absent,
        FlagOutcome.False => FlagStates.False,
        FlagOutcome.True => FlagStates.True,
        _ => FlagStates.Any,
    };

    private static bool? IsSame(FlagOutcome switched, IOperation constant)
    {
        FlagOutcome expected = constant.ConstantValue switch
        {
            { HasValue: true, Value: null } => FlagOutcome.Null,
            { HasValue: true, Value: bool value } => FlagExpression.Of(value),
            _ when constant is IConversionOperation { Operand.ConstantValue: { HasValue: true, Value: bool value } } => FlagExpression.Of(value),
            _ => FlagOutcome.Unknown,
        };
        return expected == FlagOutcome.Unknown || switched is FlagOutcome.Unknown or FlagOutcome.Present ? null : expected == switched;
    }
}
