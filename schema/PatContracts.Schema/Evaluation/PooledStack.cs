using System.Buffers;
using System.Runtime.CompilerServices;

namespace PatContracts.Schema.Evaluation;

/// <summary>A stack in one array that grows. Arrays come from the pool, and a large one goes back to it after the document.</summary>
/// <typeparam name="T">The type of the items. They are not cleared, so they must not be of a payload's text.</typeparam>
internal struct PooledStack<T>()
    where T : unmanaged
{
    /// <summary>Larger arrays are not kept: one hostile payload must not pin its memory to a thread.</summary>
    private const int MaxLengthKept = 64 * 1024;

    // Of arrays in .NET, whatever their items.
    private const int MaxLength = 0x7FFFFFC7;

    private T[] _items = [];

    /// <summary>How many items there are.</summary>
    public int Count { get; private set; }

    /// <summary>The array that holds the items.</summary>
    public readonly T[] Items => _items;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T item)
    {
        T[] items = _items;
        int count = Count;
        if ((uint)count >= (uint)items.Length) items = Grow(count + 1);
        items[count] = item;
        Count = count + 1;
    }

    /// <summary>Pushes items of any content.</summary>
    public Span<T> PushMany(int count)
    {
        int start = Count;
        if (start + count > _items.Length) Grow(start + count);
        Count = start + count;
        return _items.AsSpan(start, count);
    }

    public readonly T At(int index) => _items[index];

    /// <summary>The items from an index to the top.</summary>
    public readonly Span<T> From(int start) => _items.AsSpan(start, Count - start);

    public void Drop(int to) => Count = to;

    /// <summary>Drops all items, and a large array with them.</summary>
    public void Clear()
    {
        Count = 0;
        if (_items.Length <= MaxLengthKept) return;
        ArrayPool<T>.Shared.Return(_items);
        _items = [];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T[] Grow(int length)
    {
        // Large ones grow faster: copying them costs more than memory that is not touched.
        int grown = _items.Length < MaxLengthKept ? Math.Max(64, _items.Length * 2) : (int)Math.Min(_items.Length * 4L, MaxLength);
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(length, grown));
        _items.AsSpan(0, Count).CopyTo(larger);
        if (_items.Length > 0) ArrayPool<T>.Shared.Return(_items);
        return _items = larger;
    }
}
