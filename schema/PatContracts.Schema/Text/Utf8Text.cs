using System.Text;

namespace PatContracts.Schema.Text;

/// <summary>
/// UTF-8 as validation reads it. Unlike <see cref="Encoding.UTF8"/>, nothing is replaced: what UTF-8 cannot represent is encoded as bytes that are not UTF-8,
/// so that validation reports it at its position instead of accepting a replacement character.
/// </summary>
public static partial class Utf8Text
{
    /// <summary>The bytes of a string. A lone surrogate becomes three bytes that are not UTF-8.</summary>
    public static byte[] GetBytes(string text)
    {
        // A lone surrogate counts as the replacement character does: three bytes.
        byte[] utf8 = new byte[Encoding.UTF8.GetByteCount(text)];
        GetBytes(text.AsSpan(), utf8);
        return utf8;
    }

    /// <summary>Encodes characters; a lone surrogate becomes three bytes that are not UTF-8.</summary>
    /// <param name="text">The characters. A surrogate pair must not be divided between two calls.</param>
    /// <param name="utf8">Receives the bytes: up to three for each character.</param>
    /// <returns>How many bytes were written.</returns>
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
    /// How many UTF-16 code units some bytes are, which is how .NET strings, Roslyn and the Language Server Protocol count. Bytes that are not UTF-8
    /// count as those that <see cref="GetBytes(string)"/> makes of a lone surrogate.
    /// </summary>
    public static int GetCharCount(ReadOnlySpan<byte> utf8)
    {
        // A character beyond the basic plane is two code units and has a lead byte of 0xF0 or more; continuation bytes count nothing.
        int count = CountBlocks(ref utf8);
        foreach (byte b in utf8) count += IsContinuation(b) ? 0 : b >= 0xF0 ? 2 : 1;
        return count;
    }

    /// <summary>Whether a byte continues a character rather than begins one.</summary>
    internal static bool IsContinuation(byte b) => (b & 0xC0) == 0x80;

    /// <summary>Encodes up to the first lone surrogate and returns how many characters that were.</summary>
    private static partial int EncodePairs(ReadOnlySpan<char> text, Span<byte> utf8, out int written);

    /// <summary>Counts the code units of whole blocks at the beginning, and leaves the rest.</summary>
    private static partial int CountBlocks(ref ReadOnlySpan<byte> utf8);

    /// <summary>Writes a code point, be it a surrogate, and returns its length.</summary>
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
