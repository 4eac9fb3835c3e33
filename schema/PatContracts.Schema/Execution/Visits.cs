namespace PatContracts.Schema.Execution;

/// <summary>What schemas said of values that they were applied to before, so that schemas inside schemas over one value take linear time.</summary>
internal sealed class Visits
{
    // Clearing takes time by the room a dictionary once needed; a large one is dropped instead.
    private const int LargestKept = 1024;

    private Dictionary<long, Visit>? _visits;

    public bool TryGet(int node, int position, out Visit visit)
    {
        visit = default;
        return _visits is not null && _visits.TryGetValue(Key(node, position), out visit);
    }

    public void Keep(int node, int position, Visit visit) => (_visits ??= [])[Key(node, position)] = visit;

    public void Clear()
    {
        if (_visits is null || _visits.Count == 0) return;
        if (_visits.Count > LargestKept) _visits = null;
        else _visits.Clear();
    }

    private static long Key(int node, int position) => ((long)node << 32) | (uint)position;
}

/// <summary>One application of a schema to a value.</summary>
/// <param name="End">The value's end; −1 where only a verdict was wanted and the value did not meet the schema.</param>
/// <param name="IsBroken">Whether findings were reported.</param>
/// <param name="Evaluated">Which members or elements the schema evaluated, where somebody asked.</param>
internal readonly record struct Visit(int End, bool IsBroken, EvaluatedSet? Evaluated);
