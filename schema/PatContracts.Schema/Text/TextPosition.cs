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
        while (!passed.IsEmpty)
        {
            int plain = CountPlain(passed);
            if (plain > 0)
            {
                _column += plain;
                _afterCarriageReturn = false;
                passed = passed.Slice(plain);
                if (passed.IsEmpty) return;
            }

            int lineEnd = TextLines.IndexOfEnd(passed);
            if (lineEnd < 0)
            {
                _column += Utf8Text.GetCharCount(passed);
                _afterCarriageReturn = false;
                return;
            }

            bool completesCarriageReturn = lineEnd == 0 && _afterCarriageReturn && passed[0] == (byte)'\n';
            if (!completesCarriageReturn) _line++;
            _column = 0;
            _afterCarriageReturn = passed[lineEnd] == (byte)'\r';
            passed = passed.Slice(lineEnd + 1);
        }
    }

    /// <summary>
    /// Returns the length of the blocks at the beginning that are ASCII without line ends, which make up most of a text without indentation.
    /// </summary>
    private static partial int CountPlain(ReadOnlySpan<byte> text);
}
