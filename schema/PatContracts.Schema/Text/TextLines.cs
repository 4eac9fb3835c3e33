namespace PatContracts.Schema.Text;

/// <summary>
/// The lines of a text in which each line is a payload (NDJSON, JSON Lines). A line ends with LF, CR LF or CR, or with the text. A line of spaces and
/// tabs alone is blank and no payload; since CR and LF each end a line, the empty line inside CR LF is one of those.
/// </summary>
public static class TextLines
{
    /// <summary>Returns the offset of the first character that ends a line, or −1.</summary>
    public static int IndexOfEnd(ReadOnlySpan<byte> text) => text.IndexOfAny((byte)'\n', (byte)'\r');

    /// <summary>Returns the offset of the last line: after the last character that ends a line, or 0.</summary>
    public static int LastStart(ReadOnlySpan<byte> text) => text.LastIndexOfAny((byte)'\n', (byte)'\r') + 1;

    /// <summary>Moves to the next line that is not blank, and returns whether there is one.</summary>
    /// <param name="text">Whole lines.</param>
    /// <param name="position">An offset from which to search; afterwards, that of the line's first character that is not white space.</param>
    /// <param name="length">The line's length from there, without white space at its end.</param>
    public static bool MoveNext(ReadOnlySpan<byte> text, ref int position, out int length)
    {
        position = JsonScan.SkipWhitespace(text, position);
        ReadOnlySpan<byte> rest = text.Slice(position);
        int end = IndexOfEnd(rest);
        length = TrimmedLength(rest, end < 0 ? rest.Length : end);
        return length > 0;
    }

    /// <summary>The length of a line without the white space at its end.</summary>
    internal static int TrimmedLength(ReadOnlySpan<byte> line, int length)
    {
        while (length > 0 && line[length - 1] is (byte)' ' or (byte)'\t') length--;
        return length;
    }
}
