using System.Buffers;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Patterns;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>
/// What evaluation needs beside the machine stack: an index, growing stacks, and what is shared by all schemas applied to one document. Kept by its thread for
/// the next document, so that a valid payload costs no allocation.
/// </summary>
internal sealed class EvaluationContext
{
    /// <summary>Larger buffers are not kept: one hostile payload must not pin its memory to a thread.</summary>
    private const int MaxLengthKept = 64 * 1024;

    [ThreadStatic]
    private static EvaluationContext? _kept;

    private readonly Stack<EvaluatedSet> _sets = new();
    private int[] _ints = new int[64];
    private ulong[] _words = new ulong[8];
    private int[] _nameSlots = [];
    private FindingCollector? _findings;
    private int _repeated;
    private bool _isRented;
    // Whether there is anything to clean up.
    private bool _isUsed;
    private int _repeatedBeforeMemo;
    private long _causeTokens;
    private (KeywordLocation Location, int Position)? _undecided;

    /// <summary>The steps that patterns may still take.</summary>
    public PatternBudget Budget;

    /// <summary>The tokens of the value that is evaluated.</summary>
    public JsonIndex Index { get; } = new();

    /// <summary>Results of schemas on values of the index, in flag output.</summary>
    public EvaluationMemo Memo { get; } = new();

    /// <summary>What exhaustive evaluation finds.</summary>
    public FindingCollector Findings => _findings ??= new FindingCollector(Index);

    /// <summary>Whether some pattern could not be decided.</summary>
    public bool IsUndecided => Budget.IsExhausted;

    /// <summary>Number of integers on the stack.</summary>
    public int IntCount { get; private set; }

    /// <summary>Number of words on the stack.</summary>
    public int WordCount { get; private set; }

    /// <summary>Takes the thread's context for a document of this many bytes.</summary>
    public static EvaluationContext Rent(long bytes)
    {
        EvaluationContext? context = _kept;
        // Still rented where an exception ended an evaluation, or where one runs inside another.
        if (context is null || context._isRented) _kept = context = new EvaluationContext();
        context._isRented = true;
        context.Budget = PatternBudget.ForDocument(bytes);
        return context;
    }

    public void Return()
    {
        IntCount = 0;
        WordCount = 0;
        if (_isUsed) Clean();
        _isRented = false;
    }

    // What most documents do not touch.
    private void Clean()
    {
        _isUsed = false;
        _undecided = null;
        Memo.Clear();
        Index.Trim();
        if (_ints.Length > MaxLengthKept)
        {
            ArrayPool<int>.Shared.Return(_ints);
            _ints = new int[64];
        }

        if (_words.Length > MaxLengthKept) _words = new ulong[8];
        if (_nameSlots.Length > MaxLengthKept)
        {
            ArrayPool<int>.Shared.Return(_nameSlots);
            _nameSlots = [];
        }

        if (_sets.Count > 64) _sets.Clear();
    }

    /// <summary>Begins the evaluation of the value that was just indexed.</summary>
    public void BeginIndex()
    {
        const int Few = 64;
        _isUsed = true;
        _repeated = 0;
        _repeatedBeforeMemo = Few + (4 * Index.Count);
        _causeTokens = 0;
        Memo.Clear();
    }

    /// <summary>
    /// Counts one more schema that is applied to a value beside others. True once they are so many that results are worth remembering: without that, alternatives
    /// inside alternatives would be evaluated exponentially often.
    /// </summary>
    public bool CountsAsRepeated(bool isContainer)
    {
        _repeated++;
        return _repeated > _repeatedBeforeMemo && (isContainer || _repeated > 16L * _repeatedBeforeMemo);
    }

    /// <summary>Whether working out why a union failed is within what may be spent on all such causes of a document.</summary>
    public bool TrySpendOnCauses(int position, int alternatives)
    {
        const long Fixed = 1_000_000;
        const long PerToken = 64;
        _causeTokens += (long)(Index.Tokens[position].Next - position) * alternatives;
        return _causeTokens <= Fixed + (PerToken * Index.Count);
    }

    /// <summary>Notes the first pattern that could not be decided.</summary>
    public void NoteUndecided(KeywordLocation location, int position)
    {
        _isUsed = true;
        _undecided ??= (location, position);
    }

    /// <summary>What was noted since the last call.</summary>
    public (KeywordLocation Location, int Position)? TakeUndecided()
    {
        (KeywordLocation Location, int Position)? undecided = _undecided;
        _undecided = null;
        return undecided;
    }

    public void PushInts(int first, int second)
    {
        if (IntCount + 2 > _ints.Length) GrowInts();
        _ints[IntCount] = first;
        _ints[IntCount + 1] = second;
        IntCount += 2;
    }

    /// <summary>Pushes a name for <see cref="DuplicateNameDetector"/>.</summary>
    public void PushName(int start, int length, uint hash)
    {
        if (IntCount + 3 > _ints.Length) GrowInts();
        int[] ints = _ints;
        int count = IntCount;
        ints[count] = start;
        ints[count + 1] = length;
        ints[count + 2] = (int)hash;
        IntCount = count + 3;
    }

    public int IntAt(int index) => _ints[index];

    /// <summary>The integers from a place of the stack to its top.</summary>
    public Span<int> IntsFrom(int start) => _ints.AsSpan(start, IntCount - start);

    public void DropInts(int to) => IntCount = to;

    private void GrowInts()
    {
        _isUsed = true;
        // Large buffers come from the pool, and go back to it after the document.
        int[] larger = _ints.Length * 2 > MaxLengthKept ? ArrayPool<int>.Shared.Rent(_ints.Length * 2) : new int[_ints.Length * 2];
        Array.Copy(_ints, larger, IntCount);
        if (_ints.Length > MaxLengthKept) ArrayPool<int>.Shared.Return(_ints);
        _ints = larger;
    }

    /// <summary>Pushes words of zeros and returns where they begin.</summary>
    public int PushWords(int count)
    {
        int start = WordCount;
        while (start + count > _words.Length)
        {
            _isUsed = true;
            Array.Resize(ref _words, _words.Length * 2);
        }

        _words.AsSpan(start, count).Clear();
        WordCount += count;
        return start;
    }

    public Span<ulong> Words(int start, int count) => _words.AsSpan(start, count);

    public void DropWords(int to) => WordCount = to;

    /// <summary>Zeros, at least twice as many as names, a power of two.</summary>
    public Span<int> NameSlots(int names)
    {
        int length = 32;
        while (length < 2 * names) length *= 2;
        if (_nameSlots.Length < length)
        {
            _isUsed = true;
            if (_nameSlots.Length > MaxLengthKept) ArrayPool<int>.Shared.Return(_nameSlots);
            _nameSlots = length > MaxLengthKept ? ArrayPool<int>.Shared.Rent(length) : new int[length];
            Array.Clear(_nameSlots, 0, length);
        }
        else
        {
            Array.Clear(_nameSlots, 0, length);
        }

        return _nameSlots.AsSpan(0, length);
    }

    /// <summary>Whether two of the names pushed since a place of the stack are the same.</summary>
    public bool HasDuplicateName(ReadOnlySpan<byte> json, int start) => IntCount > start + 3 && DuplicateNameDetector.HasDuplicate(json, IntsFrom(start), this);

    public EvaluatedSet RentSet() => _sets.Count > 0 ? _sets.Pop() : new EvaluatedSet();

    public void ReturnSet(EvaluatedSet set)
    {
        set.Clear();
        _sets.Push(set);
    }
}
