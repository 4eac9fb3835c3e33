using PatContracts.Schema.Text;

namespace PatContracts.Schema.Streaming;

/// <summary>
/// Recognizes the format of a text, which may arrive in pieces, from its beginning. The text consists of lines if its first nonblank line contains exactly one
/// object or array and the next nonblank line begins with another; no single JSON text does. Otherwise it is an array or a value.
/// </summary>
internal struct PayloadFormatRecognizer
{
    /// <summary>
    /// An array whose first line is longer than this is assumed to be a list, which is read element by element instead of being buffered to find its end.
    /// </summary>
    public const int LongestArrayLine = 64 * 1024;

    private ElementScanner _scanner;
    private Stage _stage;
    private bool _isArray;
    private bool _hasLineEnd;
    private int _length;

    private enum Stage
    {
        BeforeValue,
        InValue,
        AfterValue,
    }

    private readonly PayloadFormat Single => _stage == Stage.BeforeValue ? PayloadFormat.Unknown : _isArray ? PayloadFormat.Array : PayloadFormat.Value;

    /// <summary>Examines the next piece. Returns <see cref="PayloadFormat.Unknown"/> if more text is needed, and for a blank text.</summary>
    public PayloadFormat Recognize(ReadOnlySpan<byte> piece, bool isLast)
    {
        if (_stage == Stage.BeforeValue)
        {
            piece = piece.Slice(JsonScan.SkipWhitespace(piece, 0));
            if (piece.IsEmpty) return PayloadFormat.Unknown;
            _stage = Stage.InValue;
            _isArray = piece[0] == (byte)'[';
            if (!_isArray && piece[0] != (byte)'{') return Single;
        }

        if (_stage == Stage.InValue)
        {
            ReadOnlySpan<byte> line = piece.Slice(0, WithinLimit(piece.Length));
            bool ends = _scanner.Scan(line, out int length);
            if (TextLines.IndexOfEnd(line.Slice(0, length)) >= 0) return Single;
            _length += length;
            if (!ends) return Undecided(isLast);
            if (!_scanner.IsWhole) return Single;
            _stage = Stage.AfterValue;
            piece = piece.Slice(length);
        }

        ReadOnlySpan<byte> blank = piece.Slice(0, WithinLimit(JsonScan.SkipWhitespace(piece, 0)));
        _hasLineEnd |= TextLines.IndexOfEnd(blank) >= 0;
        _length += blank.Length;
        if (blank.Length == piece.Length || IsTooLong) return Undecided(isLast);
        return _hasLineEnd && piece[blank.Length] is (byte)'{' or (byte)'[' ? PayloadFormat.Lines : Single;
    }

    private readonly bool IsTooLong => _isArray && _length >= LongestArrayLine;

    private readonly int WithinLimit(int length) => _isArray ? Math.Min(length, LongestArrayLine - _length) : length;

    private readonly PayloadFormat Undecided(bool isLast) => isLast || IsTooLong ? Single : PayloadFormat.Unknown;
}
