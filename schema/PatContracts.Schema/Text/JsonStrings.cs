using System.Text;

namespace PatContracts.Schema.Text;

/// <summary>The content of string tokens whose escape sequences have been validated.</summary>
internal static class JsonStrings
{
    /// <summary>
    /// Writes the content of a string token (without its quotation marks), with escapes resolved, to <paramref name="destination"/>, which must be at least as
    /// long, and returns the number of bytes written. A surrogate without its other half, which the scanner rejects but other readers accept, becomes bytes
    /// that are not UTF-8.
    /// </summary>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        int written = 0;
        int position = 0;
        while (position < raw.Length)
        {
            int run = raw.Slice(position).IndexOf((byte)'\\');
            if (run != 0)
            {
                int length = run < 0 ? raw.Length - position : run;
                raw.Slice(position, length).CopyTo(destination.Slice(written));
                written += length;
                position += length;
                continue;
            }

            position += EscapeLength(raw, position, out int codePoint);
            written += Utf8Text.Write(codePoint, destination.Slice(written));
        }

        return written;
    }

    /// <summary>Returns the content of a string token (without its quotation marks) with escapes resolved. Copies only if there are any.</summary>
    public static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw)
    {
        if (raw.IndexOf((byte)'\\') < 0) return raw;
        byte[] buffer = new byte[raw.Length];
        return buffer.AsSpan(0, Unescape(raw, buffer));
    }

    /// <summary>
    /// Returns the offset in a string token (without its quotation marks) of the character or escape sequence that contains an offset of its unescaped content.
    /// </summary>
    public static int RawOffset(ReadOnlySpan<byte> raw, long offset)
    {
        Span<byte> character = stackalloc byte[4];
        int position = 0;
        for (long unescaped = 0; position < raw.Length;)
        {
            int length = 1;
            int size = 1;
            if (raw[position] == (byte)'\\')
            {
                length = EscapeLength(raw, position, out int codePoint);
                size = Utf8Text.Write(codePoint, character);
            }

            if (unescaped + size > offset) break;
            unescaped += size;
            position += length;
        }

        return position;
    }

    /// <summary>
    /// Returns the length of an escape sequence, including both halves of a surrogate pair, and its code point: a surrogate if the other half is missing.
    /// </summary>
    private static int EscapeLength(ReadOnlySpan<byte> raw, int position, out int codePoint)
    {
        byte kind = raw[position + 1];
        if (kind != (byte)'u')
        {
            codePoint = kind switch
            {
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                _ => kind,
            };
            return 2;
        }

        const int Length = 6;
        codePoint = Unit(raw, position);
        int next = position + Length;
        if (codePoint is < 0xD800 or > 0xDBFF || next + Length > raw.Length || raw[next] != (byte)'\\' || raw[next + 1] != (byte)'u') return Length;
        int low = Unit(raw, next);
        if (low is < 0xDC00 or > 0xDFFF) return Length;
        codePoint = 0x10000 + ((codePoint - 0xD800) << 10) + (low - 0xDC00);
        return 2 * Length;
    }

    private static int Unit(ReadOnlySpan<byte> raw, int position) =>
        (JsonScan.HexDigit(raw[position + 2]) << 12)
        | (JsonScan.HexDigit(raw[position + 3]) << 8)
        | (JsonScan.HexDigit(raw[position + 4]) << 4)
        | JsonScan.HexDigit(raw[position + 5]);

    /// <summary>Returns the content of a scanned string token (without its quotation marks) as a string.</summary>
    public static string ToString(ReadOnlySpan<byte> raw) => Decode(Unescape(raw));

    /// <summary>Converts UTF-8 to a string.</summary>
    public static string Decode(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    /// <summary>Returns the number of characters (code points) in valid UTF-8.</summary>
    public static int CountCodePoints(ReadOnlySpan<byte> utf8)
    {
        int count = 0;
        foreach (byte b in utf8)
        {
            if (!Utf8Text.IsContinuation(b)) count++;
        }

        return count;
    }
}
