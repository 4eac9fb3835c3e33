using PatContracts.Schema.Text;

namespace PatContracts.Tool.Inputs;

/// <summary>
/// Recognizes NDJSON whose first line is an array, whatever its length and without holding it: the line ends with a bracket, and the next line
/// begins with <c>[</c> or <c>{</c>. In one JSON text something else would have to come between.
/// </summary>
internal struct ArrayLineRecognizer
{
    private bool _hasBegun;
    private bool _isBelow;
    private byte _last;

    /// <summary>Continues with the next piece of the text. Returns null while more is needed.</summary>
    public bool? Recognize(ReadOnlySpan<byte> piece)
    {
        if (!_hasBegun)
        {
            piece = piece.TrimStart(ContentShape.Whitespace);
            if (piece.IsEmpty) return null;
            _hasBegun = true;
        }

        if (!_isBelow)
        {
            int end = TextLines.IndexOfEnd(piece);
            ReadOnlySpan<byte> line = (end < 0 ? piece : piece[..end]).TrimEnd(" \t"u8);
            if (!line.IsEmpty) _last = line[^1];
            if (end < 0) return null;
            if (_last != (byte)']') return false;
            _isBelow = true;
            piece = piece[end..];
        }

        piece = piece.TrimStart(ContentShape.Whitespace);
        return piece.IsEmpty ? null : piece[0] is (byte)'[' or (byte)'{';
    }
}
