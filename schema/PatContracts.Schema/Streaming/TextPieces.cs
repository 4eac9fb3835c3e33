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
