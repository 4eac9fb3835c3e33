#if NET8_0_OR_GREATER
using System.Buffers;
#endif

namespace PatContracts.Schema.Streaming;

/// <summary>
/// Finds where a JSON value ends in a text that arrives in pieces, by brackets and quotation marks alone. It agrees with the strict scanner on every text that is
/// JSON so far; of any other text it may end the value anywhere behind the fault, which is all that whoever reads the value strictly needs.
/// </summary>
internal struct ElementScanner
{
#if NET8_0_OR_GREATER
    private static readonly SearchValues<byte> Structural = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> StringSpecial = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\']);
#endif

    private int _depth;
    private bool _inString;
    private bool _escaped;

    /// <summary>Goes on from a place. True when the end is found; the place is then behind the value.</summary>
    /// <param name="text">The text from the value's first byte on, as far as it has arrived.</param>
    /// <param name="position">How far the text was scanned.</param>
    public bool Scan(ReadOnlySpan<byte> text, ref int position)
    {
        if (position == 0)
        {
            if (text.IsEmpty) return false;
            if (text[0] is not ((byte)'"' or (byte)'{' or (byte)'[')) return ScalarEnd(text, ref position);
        }

        while (true)
        {
            if (_inString ? !StringEnd(text, ref position) : !NextBracket(text, ref position)) return false;
            if (_depth == 0 || _depth > ValidationOptions.LargestMaxDepth) return true;
        }
    }

    /// <summary>A number or a literal goes on until something that can be in neither. Of one that begins so, the length is 0.</summary>
    private static bool ScalarEnd(ReadOnlySpan<byte> text, ref int position)
    {
        int length = 0;
        while (length < text.Length && text[length] is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.') length++;
        if (length == text.Length) return false;
        position = length;
        return true;
    }

    /// <summary>True behind a bracket or the beginning of a string; false where more text is needed.</summary>
    private bool NextBracket(ReadOnlySpan<byte> text, ref int position)
    {
#if NET8_0_OR_GREATER
        int next = text.Slice(position).IndexOfAny(Structural);
#else
        int next = text.Slice(position).IndexOfAny("\"{}[]"u8);
#endif
        if (next < 0)
        {
            position = text.Length;
            return false;
        }

        position += next + 1;
        switch (text[position - 1])
        {
            case (byte)'"':
                _inString = true;
                return StringEnd(text, ref position);
            case (byte)'{' or (byte)'[':
                _depth++;
                return true;
            default:
                _depth--;
                return true;
        }
    }

    /// <summary>True behind the closing quotation mark, or at a control character, which no JSON string has; false where more text is needed.</summary>
    private bool StringEnd(ReadOnlySpan<byte> text, ref int position)
    {
        while (position < text.Length)
        {
            if (_escaped)
            {
                _escaped = false;
                position++;
                continue;
            }

            int next = IndexOfSpecial(text.Slice(position));
            if (next < 0) break;
            position += next;
            byte special = text[position];
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

        position = Math.Max(position, text.Length);
        return false;
    }

    private static int IndexOfSpecial(ReadOnlySpan<byte> text)
    {
#if NET8_0_OR_GREATER
        return text.IndexOfAny(StringSpecial);
#else
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is < 0x20 or (byte)'"' or (byte)'\\') return i;
        }

        return -1;
#endif
    }
}
