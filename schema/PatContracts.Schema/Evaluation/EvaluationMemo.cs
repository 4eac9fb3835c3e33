namespace PatContracts.Schema.Evaluation;

/// <summary>Memoizes results of schemas on values, so that nested schemas over one value take linear time.</summary>
internal sealed class EvaluationMemo
{
    // Clearing a dictionary takes time proportional to its capacity; a large one is dropped instead.
    private const int MaxCountKept = 1024;

    private Dictionary<long, MemoizedResult>? _results;

    public bool TryGet(int node, int position, out MemoizedResult result)
    {
        result = default;
        return _results is not null && _results.TryGetValue(Key(node, position), out result);
    }

    public void Set(int node, int position, MemoizedResult result) => (_results ??= [])[Key(node, position)] = result;

    public void Clear()
    {
        if (_results is null || _results.Count == 0) return;
        if (_results.Count > MaxCountKept) _results = null;
        else _results.Clear();
    }

    private static long Key(int node, int position) => ((long)node << 32) | (uint)position;
}

/// <summary>The result of one schema on one value.</summary>
/// <param name="End">The position after the value; −1 if the value is invalid in flag output.</param>
/// <param name="HasViolations">Whether violations were reported.</param>
/// <param name="Evaluated">The members or elements that the schema evaluated, if they were requested.</param>
internal readonly record struct MemoizedResult(int End, bool HasViolations, EvaluatedSet? Evaluated);
