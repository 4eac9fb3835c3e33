using PatContracts.Schema.Text;

namespace PatContracts.Schema.Streaming;

/// <summary>
/// The beginning of an element or line that is longer than a buffer, in the buffers it was read into. They are joined only when its end has arrived, so an
/// element over the limit is rejected without a second copy, and none is copied repeatedly while it grows.
/// </summary>
internal sealed class TextPieces
{
    /// <summary>The usual size of a buffer.</summary>
    public const int BufferSize = 1024 * 1024;

    private readonly List<Piece> _pieces = [];

    /// <summary>The total length of the pieces, in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Adds the bytes of a buffer from <paramref name="start"/> to <paramref name="end"/> and takes ownership of the buffer.</summary>
    public void Add(TextBuffer buffer, int start, int end)
    {
        _pieces.Add(new Piece(buffer, start, end - start));
        Length += end - start;
    }

    /// <summary>Copies the pieces to the beginning of an array and drops them.</summary>
    public void MoveTo(byte[] destination)
    {
        int copied = 0;
        foreach (Piece piece in _pieces)
        {
            Buffer.BlockCopy(piece.Buffer.Array, piece.Start, destination, copied, piece.Length);
            copied += piece.Length;
        }

        Clear();
    }

    /// <summary>Drops the pieces.</summary>
    public void Clear()
    {
        foreach (Piece piece in _pieces) piece.Buffer.Return();
        _pieces.Clear();
        Length = 0;
    }

    private readonly record struct Piece(TextBuffer Buffer, int Start, int Length);
}

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
