using System.Text;

namespace PatContracts.Schema.Text;

/// <summary>
/// Converts between strings and UTF-8 without losing errors. Unlike <see cref="Encoding.UTF8"/>, nothing is replaced: text that UTF-8 cannot represent is
/// encoded as bytes that are not UTF-8, so that validation reports its position instead of accepting a replacement character.
/// </summary>
public static partial class Utf8Text
{
    /// <summary>Encodes a string. A lone surrogate becomes three bytes that are not UTF-8.</summary>
    public static byte[] GetBytes(string text)
    {
        // A lone surrogate takes three bytes, as the replacement character does.
        byte[] utf8 = new byte[Encoding.UTF8.GetByteCount(text)];
        GetBytes(text.AsSpan(), utf8);
        return utf8;
    }

    /// <summary>Encodes characters; a lone surrogate becomes three bytes that are not UTF-8.</summary>
    /// <param name="text">The characters. A surrogate pair must not be split between two calls.</param>
    /// <param name="utf8">Receives the bytes: up to three per character.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentException"><paramref name="utf8"/> is too short.</exception>
    public static int GetBytes(ReadOnlySpan<char> text, Span<byte> utf8)
    {
        int written = 0;
        while (true)
        {
            text = text.Slice(EncodePairs(text, utf8.Slice(written), out int count));
            written += count;
            if (text.IsEmpty) return written;
            if (!char.IsSurrogate(text[0]) || utf8.Length - written < 3) throw new ArgumentException("The destination is too short.", nameof(utf8));
            Write(text[0], utf8.Slice(written));
            written += 3;
            text = text.Slice(1);
        }
    }

    /// <summary>
    /// Returns the number of UTF-16 code units of UTF-8 text, which is how .NET strings, Roslyn and the Language Server Protocol count. Invalid UTF-8 counts
    /// like the bytes that <see cref="GetBytes(string)"/> produces for a lone surrogate.
    /// </summary>
    public static int GetCharCount(ReadOnlySpan<byte> utf8)
    {
        // A character beyond the basic plane is two code units and has a lead byte of 0xF0 or more; continuation bytes are not counted.
        int count = CountBlocks(ref utf8);
        foreach (byte b in utf8) count += IsContinuation(b) ? 0 : b >= 0xF0 ? 2 : 1;
        return count;
    }

    /// <summary>Returns whether a byte continues a character rather than beginning one.</summary>
    internal static bool IsContinuation(byte b) => (b & 0xC0) == 0x80;

    /// <summary>Encodes the characters before the first lone surrogate and returns their number.</summary>
    private static partial int EncodePairs(ReadOnlySpan<char> text, Span<byte> utf8, out int written);

    /// <summary>Counts the code units of the complete blocks at the beginning and skips the blocks.</summary>
    private static partial int CountBlocks(ref ReadOnlySpan<byte> utf8);

    /// <summary>Writes a code point, which may be a surrogate, and returns its length.</summary>
    internal static int Write(int codePoint, Span<byte> utf8)
    {
        switch (codePoint)
        {
            case < 0x80:
                utf8[0] = (byte)codePoint;
                return 1;
            case < 0x800:
                utf8[0] = (byte)(0xC0 | (codePoint >> 6));
                utf8[1] = (byte)(0x80 | (codePoint & 0x3F));
                return 2;
            case < 0x10000:
                utf8[0] = (byte)(0xE0 | (codePoint >> 12));
                utf8[1] = (byte)(0x80 | ((codePoint >> 6) & 0x3F));
                utf8[2] = (byte)(0x80 | (codePoint & 0x3F));
                return 3;
            default:
                utf8[0] = (byte)(0xF0 | (codePoint >> 18));
                utf8[1] = (byte)(0x80 | ((codePoint >> 12) & 0x3F));
                utf8[2] = (byte)(0x80 | ((codePoint >> 6) & 0x3F));
                utf8[3] = (byte)(0x80 | (codePoint & 0x3F));
                return 4;
        }
    }
}
