using System.Buffers;

namespace PatContracts.Tool.Inputs;

/// <summary>A buffer for text. Rented from the shared pool unless it is too large for the pool.</summary>
internal readonly struct InputBuffer
{
    // The pool rounds sizes up to powers of two, and keeps returned arrays.
    private const int LargestRented = 1 << 20;

    private readonly bool _isRented;

    public InputBuffer(int minimumLength)
    {
        _isRented = minimumLength <= LargestRented;
        Array = _isRented ? ArrayPool<byte>.Shared.Rent(minimumLength) : new byte[minimumLength];
    }

    public byte[] Array { get; }

    public int Length => Array.Length;

    /// <summary>Clears the array, because it may contain a payload, and returns it to the pool.</summary>
    /// <param name="used">The number of bytes that have been written; by default, all.</param>
    public void Return(int used = -1)
    {
        if (!_isRented) return;
        Array.AsSpan(0, used < 0 ? Array.Length : used).Clear();
        ArrayPool<byte>.Shared.Return(Array);
    }
}
