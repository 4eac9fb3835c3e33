namespace PatContracts.Schema.Execution;

/// <summary>
/// Memory that a walk needs beside the machine stack: growing stacks, kept for the next walk on the same thread so that valid payloads cost no allocation.
/// </summary>
internal sealed class Scratch
{
    /// <summary>What is larger than this is not kept: one hostile payload must not pin its memory to the thread.</summary>
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static Scratch? Kept;

    private readonly Stack<EvaluatedSet> _sets = new();
    private int[] _ints = new int[64];
    private ulong[] _words = new ulong[8];
    private Dictionary<long, int>? _verdicts;
    private Dictionary<long, EvaluatedSet>? _evaluations;

    /// <summary>How many integers are on the stack.</summary>
    public int IntCount { get; private set; }

    /// <summary>How many words are on the stack.</summary>
    public int WordCount { get; private set; }

    public static Scratch Rent()
    {
        Scratch scratch = Kept ?? new Scratch();
        Kept = null;
        return scratch;
    }

    public void Return()
    {
        IntCount = 0;
        WordCount = 0;
        _verdicts?.Clear();
        _evaluations?.Clear();
        if (_ints.Length > LargestKept) _ints = new int[64];
        if (_words.Length > LargestKept) _words = new ulong[8];
        if (_sets.Count > 64) _sets.Clear();
        Kept = this;
    }

    public void PushInts(int first, int second)
    {
        if (IntCount + 2 > _ints.Length) Array.Resize(ref _ints, _ints.Length * 2);
        _ints[IntCount] = first;
        _ints[IntCount + 1] = second;
        IntCount += 2;
    }

    /// <summary>The integers from a place of the stack to its top.</summary>
    public Span<int> IntsFrom(int start) => _ints.AsSpan(start, IntCount - start);

    public void DropInts(int to) => IntCount = to;

    /// <summary>Pushes words of zeros and answers where they begin.</summary>
    public int PushWords(int count)
    {
        int start = WordCount;
        while (start + count > _words.Length) Array.Resize(ref _words, _words.Length * 2);
        _words.AsSpan(start, count).Clear();
        WordCount += count;
        return start;
    }

    public Span<ulong> Words(int start, int count) => _words.AsSpan(start, count);

    public void DropWords(int to) => WordCount = to;

    public EvaluatedSet RentSet() => _sets.Count > 0 ? _sets.Pop() : new EvaluatedSet();

    public void ReturnSet(EvaluatedSet set)
    {
        set.Clear();
        _sets.Push(set);
    }

    /// <summary>What a schema said of the value at a place before: the end of the value, −1 where it did not hold.</summary>
    public bool TryGetVerdict(int node, int position, out int end)
    {
        end = 0;
        return _verdicts is not null && _verdicts.TryGetValue(Key(node, position), out end);
    }

    public void KeepVerdict(int node, int position, int end) => (_verdicts ??= [])[Key(node, position)] = end;

    /// <summary>What a schema that held evaluated of the value at a place before.</summary>
    public EvaluatedSet? FindEvaluation(int node, int position) =>
        _evaluations is not null && _evaluations.TryGetValue(Key(node, position), out EvaluatedSet? set) ? set : null;

    public void KeepEvaluation(int node, int position, EvaluatedSet set)
    {
        var copy = new EvaluatedSet();
        copy.Merge(set);
        (_evaluations ??= [])[Key(node, position)] = copy;
    }

    private static long Key(int node, int position) => ((long)node << 32) | (uint)position;
}
