using System.Runtime.CompilerServices;
using PatContracts.Schema.Compilation;
using PatContracts.Schema.Patterns;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Evaluation;

/// <summary>
/// The working memory of evaluation: an index, growing stacks, and state shared by all schemas applied to one document. Kept per thread for the next document,
/// so that a valid payload does not allocate.
/// </summary>
internal sealed class EvaluationContext
{
    /// <summary>Objects with watched members that are nested deeper than this do not keep their index for the next document.</summary>
    private const int MaxWatchingKept = 8;

    [ThreadStatic]
    private static EvaluationContext? _kept;

    private readonly Stack<EvaluatedSet> _sets = new();
    private PooledStack<int> _ints = new();
    private PooledStack<ulong> _words = new();
    // The hash and the offset of each name.
    private PooledStack<ulong> _names = new();
    // The watched members of the objects around the current value, the innermost at _watching - 1.
    private readonly List<JsonIndex> _members = [];
    private int _watching;
    private FindingCollector? _findings;
    private int _repeated;
    private bool _isRented;
    // Whether there is anything to clean up.
    private bool _isUsed;
    private int _repeatedBeforeMemo;
    private long _causeTokens;
    private (KeywordLocation Location, int Position)? _undecided;

    /// <summary>The steps that remain for patterns.</summary>
    public PatternBudget Budget;

    /// <summary>The tokens of the evaluated value.</summary>
    public JsonIndex Index { get; } = new();

    /// <summary>Results of schemas on values of the index, in flag output.</summary>
    public EvaluationMemo Memo { get; } = new();

    /// <summary>The findings of exhaustive evaluation.</summary>
    public FindingCollector Findings => _findings ??= new FindingCollector(Index);

    /// <summary>Whether a pattern could not be decided.</summary>
    public bool IsUndecided => Budget.IsExhausted;

    /// <summary>Number of integers on the stack.</summary>
    public int IntCount => _ints.Count;

    /// <summary>Number of words on the stack.</summary>
    public int WordCount => _words.Count;

    /// <summary>Number of names on the stack.</summary>
    public int NameCount => _names.Count;

    /// <summary>Rents the thread's context for a document with this many bytes.</summary>
    public static EvaluationContext Rent(long bytes)
    {
        EvaluationContext? context = _kept;
        // Still rented if an exception ended an evaluation, or if one evaluation runs inside another.
        if (context is null || context._isRented) _kept = context = new EvaluationContext();
        context._isRented = true;
        context.Budget = PatternBudget.ForDocument(bytes);
        return context;
    }

    public void Return()
    {
        _ints.Clear();
        _words.Clear();
        _names.Clear();
        if (_isUsed) Clean();
        _isRented = false;
    }

    // Cleans the members that most documents do not use.
    private void Clean()
    {
        _isUsed = false;
        _undecided = null;
        _watching = 0;
        Memo.Clear();
        Index.Trim();
        if (_members.Count > MaxWatchingKept) _members.RemoveRange(MaxWatchingKept, _members.Count - MaxWatchingKept);
        foreach (JsonIndex members in _members) members.Trim();
        if (_sets.Count > 64) _sets.Clear();
    }

    /// <summary>The watched members of the innermost object that has any.</summary>
    public JsonIndex WatchedMembers => _members[_watching - 1];

    /// <summary>Begins an object whose watched members are indexed.</summary>
    public void BeginWatching(int position)
    {
        if (_watching == _members.Count) _members.Add(new JsonIndex());
        _members[_watching++].BeginObject(position);
        _isUsed = true;
    }

    public void EndWatching() => _watching--;

    /// <summary>Starts the evaluation of the value that was just indexed.</summary>
    public void BeginIndex() => BeginIndex(Index);

    /// <summary>Starts the evaluation of a value that was just indexed.</summary>
    public void BeginIndex(JsonIndex index)
    {
        const int Few = 64;
        _isUsed = true;
        _repeated = 0;
        _repeatedBeforeMemo = Few + (4 * index.Count);
        _causeTokens = 0;
        Memo.Clear();
    }

    /// <summary>
    /// Counts another schema that is applied to a value next to others. Returns true once there are enough for memoizing results to pay: without memoizing,
    /// nested alternatives would be evaluated exponentially often.
    /// </summary>
    public bool CountsAsRepeated(bool isContainer)
    {
        _repeated++;
        return _repeated > _repeatedBeforeMemo && (isContainer || _repeated > 16L * _repeatedBeforeMemo);
    }

    /// <summary>Returns whether explaining why a union failed is within the budget for all such causes of a document.</summary>
    public bool TrySpendOnCauses(int position, int alternatives)
    {
        const long Fixed = 1_000_000;
        const long PerToken = 64;
        _causeTokens += (long)(Index.Tokens[position].Next - position) * alternatives;
        return _causeTokens <= Fixed + (PerToken * Index.Count);
    }

    /// <summary>Records the first pattern that could not be decided.</summary>
    public void NoteUndecided(KeywordLocation location, int position)
    {
        _isUsed = true;
        _undecided ??= (location, position);
    }

    /// <summary>Returns what was recorded since the last call.</summary>
    public (KeywordLocation Location, int Position)? TakeUndecided()
    {
        (KeywordLocation Location, int Position)? undecided = _undecided;
        _undecided = null;
        return undecided;
    }

    public void PushInts(int first, int second)
    {
        _ints.Push(first);
        _ints.Push(second);
    }

    public int IntAt(int index) => _ints.At(index);

    /// <summary>Returns the integers from an index of the stack to its top.</summary>
    public Span<int> IntsFrom(int start) => _ints.From(start);

    public void DropInts(int to) => _ints.Drop(to);

    /// <summary>Pushes zeroed words and returns the index of the first.</summary>
    public int PushWords(int count)
    {
        int start = _words.Count;
        _words.PushMany(count).Clear();
        return start;
    }

    public Span<ulong> Words(int start, int count) => _words.Items.AsSpan(start, count);

    public void DropWords(int to) => _words.Drop(to);

    /// <summary>Pushes a name for <see cref="DuplicateNameDetector"/>.</summary>
    /// <param name="start">Offset of its opening quotation mark.</param>
    /// <param name="hash">Its hash.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PushName(int start, uint hash) => _names.Push(RepeatedHashes.Entry(hash, start));

    public void DropNames(int to) => _names.Drop(to);

    /// <summary>Returns the names pushed since an index of the stack whose hash occurs more than once. The others are lost.</summary>
    public Span<ulong> RepeatedNames(int start)
    {
        int count = _names.Count - start;
        int words = _words.Count;
        int repeated = RepeatedHashes.Gather(_names.Items, start, count, _words.PushMany(RepeatedHashes.WordsFor(count)));
        _words.Drop(words);
        return _names.Items.AsSpan(start, repeated);
    }

    public EvaluatedSet RentSet() => _sets.Count > 0 ? _sets.Pop() : new EvaluatedSet();

    public void ReturnSet(EvaluatedSet set)
    {
        set.Clear();
        _sets.Push(set);
    }
}
