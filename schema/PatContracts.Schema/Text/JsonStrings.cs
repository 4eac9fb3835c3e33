using System.Text;

namespace PatContracts.Schema.Text;

/// <summary>The content of string tokens that the scanner has already accepted.</summary>
internal static class JsonStrings
{
    /// <summary>
    /// Writes the content of a scanned string token (without its quotation marks), escapes resolved, to <paramref name="destination"/>, which
    /// must be at least as long. Answers how many bytes were written.
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

            byte kind = raw[position + 1];
            if (kind == (byte)'u')
            {
                int scalar = Unit(raw, position);
                position += 6;
                if (scalar is >= 0xD800 and <= 0xDBFF)
                {
                    scalar = 0x10000 + ((scalar - 0xD800) << 10) + (Unit(raw, position) - 0xDC00);
                    position += 6;
                }

                written += EncodeScalar(scalar, destination.Slice(written));
            }
            else
            {
                destination[written++] = kind switch
                {
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    (byte)'n' => (byte)'\n',
                    (byte)'r' => (byte)'\r',
                    (byte)'t' => (byte)'\t',
                    _ => kind,
                };
                position += 2;
            }
        }

        return written;
    }

    private static int Unit(ReadOnlySpan<byte> raw, int position) =>
        (JsonScan.HexDigit(raw[position + 2]) << 12)
        | (JsonScan.HexDigit(raw[position + 3]) << 8)
        | (JsonScan.HexDigit(raw[position + 4]) << 4)
        | JsonScan.HexDigit(raw[position + 5]);

    private static int EncodeScalar(int scalar, Span<byte> destination)
    {
        switch (scalar)
        {
            case < 0x80:
                destination[0] = (byte)scalar;
                return 1;
            case < 0x800:
                destination[0] = (byte)(0xC0 | (scalar >> 6));
                destination[1] = (byte)(0x80 | (scalar & 0x3F));
                return 2;
            case < 0x10000:
                destination[0] = (byte)(0xE0 | (scalar >> 12));
                destination[1] = (byte)(0x80 | ((scalar >> 6) & 0x3F));
                destination[2] = (byte)(0x80 | (scalar & 0x3F));
                return 3;
            default:
                destination[0] = (byte)(0xF0 | (scalar >> 18));
                destination[1] = (byte)(0x80 | ((scalar >> 12) & 0x3F));
                destination[2] = (byte)(0x80 | ((scalar >> 6) & 0x3F));
                destination[3] = (byte)(0x80 | (scalar & 0x3F));
                return 4;
        }
    }

    /// <summary>The content of a scanned string token (without its quotation marks) as a string.</summary>
    public static string ToString(ReadOnlySpan<byte> raw)
    {
        if (raw.IndexOf((byte)'\\') < 0) return Decode(raw);
        byte[] buffer = new byte[raw.Length];
        int length = Unescape(raw, buffer);
        return Decode(buffer.AsSpan(0, length));
    }

    /// <summary>UTF-8 to string.</summary>
    public static string Decode(ReadOnlySpan<byte> utf8)
    {
#if NET8_0_OR_GREATER
        return Encoding.UTF8.GetString(utf8);
#else
        return Encoding.UTF8.GetString(utf8.ToArray());
#endif
    }

    /// <summary>How many characters (code points) valid UTF-8 holds.</summary>
    public static int CountCodePoints(ReadOnlySpan<byte> utf8)
    {
        int count = 0;
        foreach (byte b in utf8)
        {
            if ((b & 0xC0) != 0x80) count++;
        }

        return count;
    }
}
