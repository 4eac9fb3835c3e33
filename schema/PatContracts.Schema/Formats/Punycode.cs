namespace PatContracts.Schema.Formats;

/// <summary>Punycode (RFC 3492), without the prefix of a label.</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int LowestThreshold = 1;
    private const int HighestThreshold = 26;
    private const int FirstBias = 72;
    private const int FirstNonAscii = 0x80;

    /// <summary>Decodes to code points, with ASCII letters in lower case. Returns their number, or −1 if the text is not Punycode or is too long.</summary>
    public static int Decode(ReadOnlySpan<byte> encoded, Span<int> codePoints)
    {
        int count = 0;
        int delimiter = encoded.LastIndexOf((byte)'-');
        for (int i = 0; i < delimiter; i++)
        {
            if (count == codePoints.Length) return -1;
            codePoints[count++] = Lower(encoded[i]);
        }

        int bias = FirstBias;
        long next = FirstNonAscii;
        long index = 0;
        for (int position = delimiter + 1; position < encoded.Length;)
        {
            long before = index;
            long weight = 1;
            for (int k = Base; ; k += Base)
            {
                if (position == encoded.Length) return -1;
                int digit = Digit(encoded[position++]);
                if (digit < 0) return -1;
                index += digit * weight;
                int threshold = Threshold(k, bias);
                if (digit < threshold) break;
                weight *= Base - threshold;
                if (weight > int.MaxValue || index > int.MaxValue) return -1;
            }

            if (count == codePoints.Length) return -1;
            bias = Adapt(index - before, count + 1, before == 0);
            next += index / (count + 1);
            index %= count + 1;
            if (next > Text.CodePoints.Largest || next is >= 0xD800 and <= 0xDFFF) return -1;
            codePoints.Slice((int)index, count - (int)index).CopyTo(codePoints.Slice((int)index + 1));
            codePoints[(int)index++] = (int)next;
            count++;
        }

        return count;
    }

    /// <summary>Encodes code points. Returns the number of bytes written, or −1 if they do not fit.</summary>
    public static int Encode(ReadOnlySpan<int> codePoints, Span<byte> encoded)
    {
        int written = 0;
        foreach (int codePoint in codePoints)
        {
            if (codePoint >= FirstNonAscii) continue;
            if (written == encoded.Length) return -1;
            encoded[written++] = (byte)codePoint;
        }

        int handled = written;
        if (written > 0)
        {
            if (written == encoded.Length) return -1;
            encoded[written++] = (byte)'-';
        }

        int bias = FirstBias;
        int next = FirstNonAscii;
        long delta = 0;
        bool isFirst = true;
        while (handled < codePoints.Length)
        {
            int smallest = int.MaxValue;
            foreach (int codePoint in codePoints)
            {
                if (codePoint >= next && codePoint < smallest) smallest = codePoint;
            }

            delta += (long)(smallest - next) * (handled + 1);
            next = smallest;
            foreach (int codePoint in codePoints)
            {
                if (codePoint < next) delta++;
                if (codePoint != next) continue;
                if (!TryWrite(delta, bias, encoded, ref written)) return -1;
                bias = Adapt(delta, handled + 1, isFirst);
                isFirst = false;
                delta = 0;
                handled++;
            }

            delta++;
            next++;
        }

        return written;
    }

    private static bool TryWrite(long number, int bias, Span<byte> encoded, ref int written)
    {
        for (int k = Base; ; k += Base)
        {
            if (written == encoded.Length) return false;
            int threshold = Threshold(k, bias);
            bool isLast = number < threshold;
            int digit = (int)(isLast ? number : threshold + ((number - threshold) % (Base - threshold)));
            encoded[written++] = (byte)(digit < 26 ? 'a' + digit : '0' + digit - 26);
            if (isLast) return true;
            number = (number - threshold) / (Base - threshold);
        }
    }

    private static int Threshold(int k, int bias) => k <= bias ? LowestThreshold : Math.Min(k - bias, HighestThreshold);

    private static int Adapt(long delta, int count, bool isFirst)
    {
        const int Skew = 38;
        const int Damp = 700;
        delta = isFirst ? delta / Damp : delta / 2;
        delta += delta / count;
        int k = 0;
        for (; delta > (Base - LowestThreshold) * HighestThreshold / 2; k += Base) delta /= Base - LowestThreshold;
        return k + (int)((Base - LowestThreshold + 1) * delta / (delta + Skew));
    }

    private static int Digit(byte b) => Lower(b) switch
    {
        int lower and >= 'a' and <= 'z' => lower - 'a',
        int digit and >= '0' and <= '9' => digit - '0' + 26,
        _ => -1,
    };

    private static int Lower(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? b + 32 : b;
}
