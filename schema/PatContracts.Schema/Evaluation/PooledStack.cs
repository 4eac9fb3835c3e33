using System.Buffers;
using System.Runtime.CompilerServices;

namespace PatContracts.Schema.Evaluation;

/// <summary>A stack in a single growing array. Arrays come from the pool; a large one is returned to it after the document.</summary>
/// <typeparam name="T">The type of the items, which must not contain payload text because they are not cleared.</typeparam>
internal struct PooledStack<T>()
    where T : unmanaged
{
    /// <summary>Larger arrays are not kept: a hostile payload must not keep memory allocated for a thread.</summary>
    private const int MaxLengthKept = 64 * 1024;

    /// <summary>The next document is not expected to need more.</summary>
    private const int MaxLengthExpected = 1024 * 1024;

    // The maximum length of an array in .NET, for items of any type.
    private const int MaxLength = 0x7FFFFFC7;

    private T[] _items = [];
    // The last array that was not large, if the current one is.
    private T[] _small = [];
    // The length of the last large array, up to a limit.
    private int _expectedLength;

    /// <summary>The number of items.</summary>
    public int Count { get; private set; }

    /// <summary>The array that contains the items.</summary>
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

    /// <summary>Pushes uninitialized items.</summary>
    public Span<T> PushMany(int count)
    {
        int start = Count;
        if (start + count > _items.Length) Grow(start + count);
        Count = start + count;
        return _items.AsSpan(start, count);
    }

    public readonly T At(int index) => _items[index];

    /// <summary>Returns the items from an index to the top.</summary>
    public readonly Span<T> From(int start) => _items.AsSpan(start, Count - start);

    public void Drop(int to) => Count = to;

    /// <summary>Drops all items, and the array if it is large.</summary>
    public void Clear()
    {
        Count = 0;
        if (_items.Length <= MaxLengthKept) return;
        _expectedLength = Math.Min(_items.Length, MaxLengthExpected);
        ArrayPool<T>.Shared.Return(_items);
        (_items, _small) = (_small, []);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T[] Grow(int length)
    {
        // Large arrays grow faster, at once to the length that the last document needed: copying costs more than memory that is never written.
        int grown = _items.Length < MaxLengthKept ? Math.Max(64, _items.Length * 2) : (int)Math.Min(Math.Max(_items.Length * 4L, _expectedLength), MaxLength);
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(length, grown));
        _items.AsSpan(0, Count).CopyTo(larger);
        if (_items.Length <= MaxLengthKept && larger.Length > MaxLengthKept) _small = _items;
        else if (_items.Length > 0) ArrayPool<T>.Shared.Return(_items);
        return _items = larger;
    }
}
