using PatContracts.Schema.Text;

namespace PatContracts.Schema.Streaming;

/// <summary>An array for reading text into: rented from the pool unless it is larger than pooled arrays should be.</summary>
internal readonly struct TextBuffer
{
    // The pool rounds up to powers of two, and would retain a returned array.
    private const int LargestRented = TextPieces.BufferSize;

    private readonly bool _isRented;

    public TextBuffer(int minimumLength)
    {
        _isRented = minimumLength <= LargestRented;
        Array = _isRented ? PayloadPool.Rent(minimumLength) : new byte[minimumLength];
    }

    /// <summary>An array owned by the caller, which is only read.</summary>
    public TextBuffer(byte[] array) => Array = array;

    public byte[] Array { get; }

    public int Length => Array.Length;

    /// <param name="used">The extent to which it was ever written; default: all.</param>
    public void Return(int used = -1)
    {
        if (_isRented) PayloadPool.Return(Array, used < 0 ? Array.Length : used);
    }
}
