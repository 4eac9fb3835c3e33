using System.Buffers;

namespace PatContracts.Schema.Streaming;

/// <summary>
/// Finds the end of a JSON value in a text that arrives in pieces, from brackets and quotation marks alone and without scanning a byte twice. The result is
/// exact for any text that is JSON so far. In any other text the end may be anywhere after the error, which the strict scanner reports.
/// </summary>
internal struct ElementScanner
{
    private static readonly SearchValues<byte> Structural = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> StringSpecial = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\']);

    private int _depth;
    private bool _hasBegun;
    private bool _isScalar;
    private bool _inString;
    private bool _escaped;

    /// <summary>Whether the value ended with its last bracket or quotation mark, rather than at an error.</summary>
    public readonly bool IsWhole => _depth == 0 && !_inString;

    /// <summary>Scans the next piece of the text and returns whether the value ends in it.</summary>
    /// <param name="piece">The text after the pieces scanned before; the first piece begins with the value.</param>
    /// <param name="length">The length of the part of the piece that belongs to the value.</param>
    public bool Scan(ReadOnlySpan<byte> piece, out int length)
    {
        length = 0;
        if (piece.IsEmpty) return false;
        if (!_hasBegun)
        {
            _hasBegun = true;
            _isScalar = piece[0] is not ((byte)'"' or (byte)'{' or (byte)'[');
        }

        if (_isScalar) return ScalarEnd(piece, out length);
        while (true)
        {
            if (_inString ? !StringEnd(piece, ref length) : !NextBracket(piece, ref length)) return false;
            if (_depth == 0 || _depth > ValidationOptions.MaxAllowedDepth) return true;
        }
    }

    /// <summary>A number or a literal ends before the first character that can be in neither; its length is 0 if it begins with one.</summary>
    private static bool ScalarEnd(ReadOnlySpan<byte> piece, out int length)
    {
        length = 0;
        while (length < piece.Length && IsScalar(piece[length])) length++;
        return length < piece.Length;
    }

    private static bool IsScalar(byte b) =>
        b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.';

    /// <summary>Returns true after a bracket or a string; false if more text is needed.</summary>
    private bool NextBracket(ReadOnlySpan<byte> piece, ref int position)
    {
        int next = piece.Slice(position).IndexOfAny(Structural);
        if (next < 0)
        {
            position = piece.Length;
            return false;
        }

        position += next + 1;
        switch (piece[position - 1])
        {
            case (byte)'"':
                _inString = true;
                return StringEnd(piece, ref position);
            case (byte)'{' or (byte)'[':
                _depth++;
                return true;
            default:
                _depth--;
                return true;
        }
    }

    /// <summary>
    /// Returns true after the closing quotation mark, or at a control character, which no JSON string contains; false if more text is needed.
    /// </summary>
    private bool StringEnd(ReadOnlySpan<byte> piece, ref int position)
    {
        while (position < piece.Length)
        {
            if (_escaped)
            {
                _escaped = false;
                position++;
                continue;
            }

            int next = piece.Slice(position).IndexOfAny(StringSpecial);
            if (next < 0) break;
            position += next;
            byte special = piece[position];
            if (special < 0x20)
            {
                _depth = 0;
                return true;
            }

            position++;
            if (special == (byte)'"')
            {
                _inString = false;
                return true;
            }

            _escaped = true;
        }

        position = piece.Length;
        return false;
    }
}
