using System.Buffers;

namespace PatContracts.Schema.Patterns;

/// <summary>
/// The stack of <see cref="BacktrackingMatcher"/>: what to try later, and what to undo before that. It is on the heap, pooled, and limited, so that no pattern
/// or text can overflow the thread's stack. It holds positions, never text.
/// </summary>
internal ref struct BacktrackStack
{
    /// <summary>The limit, 64 MB.</summary>
    private const int MaxEntries = 1 << 22;
    private const int InitialEntries = 256;

    private Entry[] _entries;

    public static BacktrackStack Rent() => new() { _entries = ArrayPool<Entry>.Shared.Rent(InitialEntries) };

    /// <summary>The number of entries.</summary>
    public int Height { get; private set; }

    /// <summary>Adds an entry. Returns false if the stack is full.</summary>
    public bool TryPush(Entry entry)
    {
        if (Height == _entries.Length && !TryGrow()) return false;
        _entries[Height++] = entry;
        return true;
    }

    public Entry Pop() => _entries[--Height];

    public void Clear() => Height = 0;

    /// <summary>Removes the alternatives above a height, but keeps the entries that restore the first registers.</summary>
    public void Commit(int height, int registers)
    {
        int kept = height;
        for (int i = height; i < Height; i++)
        {
            if (_entries[i].Kind == BacktrackKind.Undo && _entries[i].Target < registers) _entries[kept++] = _entries[i];
        }

        Height = kept;
    }

    public void Dispose() => ArrayPool<Entry>.Shared.Return(_entries);

    private bool TryGrow()
    {
        if (_entries.Length >= MaxEntries) return false;
        Entry[] larger = ArrayPool<Entry>.Shared.Rent(_entries.Length * 2);
        _entries.AsSpan(0, Height).CopyTo(larger);
        ArrayPool<Entry>.Shared.Return(_entries);
        _entries = larger;
        return true;
    }

    /// <param name="Kind">What to do.</param>
    /// <param name="Target">The instruction or register.</param>
    /// <param name="Value">The position to continue at, or the previous value of the register.</param>
    /// <param name="Limit">For a run: the first position it may go back to, or the number of further characters it may consume.</param>
    internal readonly record struct Entry(BacktrackKind Kind, int Target, int Value, int Limit = 0);
}

internal enum BacktrackKind
{
    /// <summary>Continue at an instruction.</summary>
    Continue,

    /// <summary>Restore a register, and continue backtracking.</summary>
    Undo,

    /// <summary>Give back a character of a greedy run.</summary>
    GiveBack,

    /// <summary>Consume one more character of a lazy run.</summary>
    ConsumeMore,
}
