namespace PatContracts.Analyzers.Flow;

/// <summary>The objects that a variable or an intermediate result may refer to on the two sides of a join.</summary>
internal sealed class JoinedObjects(
    (IntMap<FlowValue> Variables, IntMap<CapturedValue> Captures) left,
    (IntMap<FlowValue> Variables, IntMap<CapturedValue> Captures) right)
{
    private HashSet<TrackedObject>? _left;
    private HashSet<TrackedObject>? _right;

    public bool AreOnLeft(TrackedObject tracked) => (_left ??= NamedIn(left)).Contains(tracked);

    public bool AreOnRight(TrackedObject tracked) => (_right ??= NamedIn(right)).Contains(tracked);

    private static HashSet<TrackedObject> NamedIn((IntMap<FlowValue> Variables, IntMap<CapturedValue> Captures) state)
    {
        var named = new HashSet<TrackedObject>();
        foreach (KeyValuePair<int, FlowValue> variable in state.Variables.Entries) Add(variable.Value);
        foreach (KeyValuePair<int, CapturedValue> capture in state.Captures.Entries)
        {
            Add(capture.Value.Value);
            if (capture.Value.Target?.Receiver is { } receiver) Add(receiver);
        }

        return named;

        void Add(FlowValue value)
        {
            named.UnionWith(value.Objects);
            if (value.Elements is null) return;

            foreach (FlowValue element in value.Elements.Items) Add(element);
        }
    }
}
