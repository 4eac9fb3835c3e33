namespace PatContracts.Schema.Text;

/// <summary>
/// The lines of a text in which each line is a payload (NDJSON, JSON Lines). A line ends with LF, CR LF or CR, or at the end of the text. A line of spaces and
/// tabs is blank and not a payload; since CR and LF each end a line, CR LF contains such a line.
/// </summary>
public static partial class TextLines
{
    /// <summary>Returns the offset of the first character that ends a line, or −1.</summary>
    public static int IndexOfEnd(ReadOnlySpan<byte> text) => text.IndexOfAny((byte)'\n', (byte)'\r');

    /// <summary>Returns the offset of the last line: after the last line end, or 0.</summary>
    public static int LastStart(ReadOnlySpan<byte> text) => text.LastIndexOfAny((byte)'\n', (byte)'\r') + 1;

    /// <summary>Moves to the next nonblank line, and returns whether there is one.</summary>
    /// <param name="text">Complete lines.</param>
    /// <param name="position">The offset to search from; afterwards, the offset of the first character of the line that is not white space.</param>
    /// <param name="length">The length of the line from there, without trailing white space.</param>
    public static bool MoveNext(ReadOnlySpan<byte> text, ref int position, out int length)
    {
        position = JsonScan.SkipWhitespace(text, position);
        ReadOnlySpan<byte> rest = text.Slice(position);
        int end = IndexOfEnd(rest);
        length = TrimmedLength(rest, end < 0 ? rest.Length : end);
        return length > 0;
    }

    /// <summary>Returns the number of line ends. CR LF is one.</summary>
    internal static int CountEnds(ReadOnlySpan<byte> text)
    {
        bool afterCarriageReturn = false;
        int count = CountBlocks(ref text, ref afterCarriageReturn);
        foreach (byte b in text)
        {
            if (b == (byte)'\r' || (b == (byte)'\n' && !afterCarriageReturn)) count++;
            afterCarriageReturn = b == (byte)'\r';
        }

        return count;
    }

    /// <summary>Counts the line ends in the complete blocks at the beginning and skips the blocks.</summary>
    private static partial int CountBlocks(ref ReadOnlySpan<byte> text, ref bool afterCarriageReturn);

    /// <summary>Returns the length of a line without trailing white space.</summary>
    internal static int TrimmedLength(ReadOnlySpan<byte> line, int length)
    {
        while (length > 0 && line[length - 1] is (byte)' ' or (byte)'\t') length--;
        return length;
    }
}
