namespace PatContracts.Analyzers.Flow;

/// <summary>An intermediate result that the control flow graph captures across branches: its value, and its target when it is assigned to.</summary>
internal sealed record CapturedValue(FlowValue Value, AssignmentTarget? Target)
{
    public static readonly CapturedValue Unknown = new(FlowValue.Unknown, null);

    public static CapturedValue? Join(CapturedValue? left, CapturedValue? right, FlowState.DecidedFlags? flags, JoinedObjects paths)
    {
        if (left is null || right is null) return left ?? right;

        FlowValue joined = flags?.Correlate(left.Value, right.Value) ?? FlowValue.Join(left.Value, right.Value, paths);
        AssignmentTarget? target = Equals(left.Target, right.Target) ? left.Target : null;
        return ReferenceEquals(joined, left.Value) && target == left.Target ? left : new(joined, target);
    }
}
