namespace PatContracts.Schema.Text;

/// <summary>
/// A line and column of UTF-8 text that is read forwards, as a whole or in pieces. The default is the beginning of a text. Lines end with LF, CR LF or CR;
/// columns are UTF-16 code units.
/// </summary>
/// <example><code>
/// var position = new TextPosition();
/// position.Advance(utf8.Slice(0, finding.Offset));
/// </code></example>
public partial record struct TextPosition
{
    // Zero-based, so that the default is the beginning of a text.
    private int _line;
    private int _column;
    private bool _afterCarriageReturn;

    /// <summary>Creates a position.</summary>
    /// <param name="line">The one-based line.</param>
    /// <param name="column">The one-based column.</param>
    public TextPosition(int line, int column)
    {
        _line = line - 1;
        _column = column - 1;
    }

    /// <summary>The one-based line.</summary>
    public readonly int Line => _line + 1;

    /// <summary>The one-based column, in UTF-16 code units.</summary>
    public readonly int Column => _column + 1;

    /// <summary>Returns the position of an offset in a text.</summary>
    /// <param name="utf8">The text from its beginning.</param>
    /// <param name="offset">Zero-based, in bytes. An offset beyond the end is treated as the end.</param>
    public static TextPosition Of(ReadOnlySpan<byte> utf8, int offset)
    {
        var position = new TextPosition();
        position.Advance(utf8.Slice(0, Math.Min(offset, utf8.Length)));
        return position;
    }

    /// <summary>Moves this position forwards.</summary>
    /// <param name="passed">The bytes between this position and the next. They may begin and end inside a character or a CR LF.</param>
    public void Advance(ReadOnlySpan<byte> passed)
    {
        if (AdvancePlain(ref passed)) return;
        int lastLine = TextLines.LastStart(passed);
        if (lastLine > 0)
        {
            ReadOnlySpan<byte> lines = passed.Slice(0, lastLine);
            bool completesCarriageReturn = _afterCarriageReturn && lines[0] == (byte)'\n';
            _line += TextLines.CountEnds(lines) - (completesCarriageReturn ? 1 : 0);
            _column = 0;
            _afterCarriageReturn = lines[lastLine - 1] == (byte)'\r';
            passed = passed.Slice(lastLine);
            if (AdvancePlain(ref passed)) return;
        }

        _column += Utf8Text.GetCharCount(passed);
        _afterCarriageReturn = false;
    }

    /// <summary>Moves this position past ASCII characters that do not end a line.</summary>
    /// <param name="count">The number of characters.</param>
    internal void AdvancePlain(int count)
    {
        if (count == 0) return;
        _column += count;
        _afterCarriageReturn = false;
    }

    /// <summary>Moves this position past the plain blocks at the beginning of a text. Returns whether nothing is left.</summary>
    private bool AdvancePlain(ref ReadOnlySpan<byte> passed)
    {
        int plain = CountPlain(passed);
        AdvancePlain(plain);
        passed = passed.Slice(plain);
        return passed.IsEmpty;
    }

    /// <summary>
    /// Returns the length of the blocks at the beginning that are ASCII without line ends, which make up most of a text without indentation.
    /// </summary>
    private static partial int CountPlain(ReadOnlySpan<byte> text);
}
