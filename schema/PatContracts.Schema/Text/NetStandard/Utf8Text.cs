namespace PatContracts.Schema.Text;

public static partial class Utf8Text
{
    private static partial int CountBlocks(ref ReadOnlySpan<byte> utf8) => 0;

    private static partial int EncodePairs(ReadOnlySpan<char> text, Span<byte> utf8, out int written)
    {
        written = 0;
        int read = 0;
        while (read < text.Length)
        {
            char c = text[read];
            int size = c < 0x80 ? 1 : c < 0x800 ? 2 : char.IsSurrogate(c) ? 4 : 3;
            if (utf8.Length - written < size) break;
            if (size < 4)
            {
                Write(c, utf8.Slice(written));
                read++;
            }
            else
            {
                if (!char.IsHighSurrogate(c) || read + 1 == text.Length || !char.IsLowSurrogate(text[read + 1])) break;
                Write(char.ConvertToUtf32(c, text[read + 1]), utf8.Slice(written));
                read += 2;
            }

            written += size;
        }

        return read;
    }
}
