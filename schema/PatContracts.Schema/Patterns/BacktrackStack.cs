using System.Buffers;

namespace PatContracts.Schema.Patterns;

/// <summary>
/// The stack of <see cref="BacktrackingMatcher"/>: what to try later, and what to undo before. It is on the heap, pooled, and limited: no pattern and no text
/// can overflow the thread's own stack. It holds positions, never text.
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

    /// <summary>Adds an entry. False if the stack is full.</summary>
    public bool TryPush(Entry entry)
    {
        if (Height == _entries.Length && !TryGrow()) return false;
        _entries[Height++] = entry;
        return true;
    }

    public Entry Pop() => _entries[--Height];

    public void Clear() => Height = 0;

    /// <summary>Removes the alternatives above a height, but keeps what is to be undone of the first registers.</summary>
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
    /// <param name="Value">The position to continue at, or the register's former value.</param>
    /// <param name="Limit">For a run: the position to go back to at most, or the number of characters that it may still take.</param>
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

    /// <summary>Take one more character into a lazy run.</summary>
    TakeMore,
}
