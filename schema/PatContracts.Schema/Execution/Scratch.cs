namespace PatContracts.Schema.Execution;

/// <summary>
/// Memory that a walk needs beside the machine stack: growing stacks, kept for the next walk on the same thread so that valid payloads cost no allocation.
/// </summary>
internal sealed class Scratch
{
    /// <summary>What is larger than this is not kept: one hostile payload must not pin its memory to the thread.</summary>
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static Scratch? _kept;

    private readonly Stack<EvaluatedSet> _sets = new();
    private int[] _ints = new int[64];
    private ulong[] _words = new ulong[8];

    /// <summary>What schemas said of values that they were applied to before, where only verdicts are wanted.</summary>
    public Visits Visits { get; } = new();

    /// <summary>How many integers are on the stack.</summary>
    public int IntCount { get; private set; }

    /// <summary>How many words are on the stack.</summary>
    public int WordCount { get; private set; }

    public static Scratch Rent()
    {
        Scratch scratch = _kept ?? new Scratch();
        _kept = null;
        return scratch;
    }

    public void Return()
    {
        IntCount = 0;
        WordCount = 0;
        Visits.Clear();
        if (_ints.Length > LargestKept) _ints = new int[64];
        if (_words.Length > LargestKept) _words = new ulong[8];
        if (_sets.Count > 64) _sets.Clear();
        _kept = this;
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
}
