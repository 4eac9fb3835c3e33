using System.Buffers;

namespace PatContracts.Tool.Inputs;

/// <summary>An array that text is read into: one of the shared pool, unless it is larger than arrays of the pool should be.</summary>
internal readonly struct TextBuffer
{
    // The pool rounds up to powers of two, and would keep what it gets back.
    private const int LargestRented = 1 << 20;

    private readonly bool _isRented;

    public TextBuffer(int minimumLength)
    {
        _isRented = minimumLength <= LargestRented;
        Array = _isRented ? ArrayPool<byte>.Shared.Rent(minimumLength) : new byte[minimumLength];
    }

    public byte[] Array { get; }

    public int Length => Array.Length;

    /// <summary>Returns the array to the pool, cleared: the next code to rent it must not find a payload.</summary>
    /// <param name="used">How much of it was ever written; by default, all.</param>
    public void Return(int used = -1)
    {
        if (!_isRented) return;
        Array.AsSpan(0, used < 0 ? Array.Length : used).Clear();
        ArrayPool<byte>.Shared.Return(Array);
    }
}
