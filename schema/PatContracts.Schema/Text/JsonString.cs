namespace PatContracts.Schema.Text;

/// <summary>A string token of validated JSON.</summary>
public readonly ref struct JsonString
{
    private readonly StringShape _shape;

    /// <param name="offset">Offset of the opening quotation mark.</param>
    /// <param name="raw">The token without its quotation marks, escapes unresolved.</param>
    /// <param name="shape">The content of the token other than plain ASCII characters.</param>
    internal JsonString(int offset, ReadOnlySpan<byte> raw, StringShape shape)
    {
        Offset = offset;
        Raw = raw;
        _shape = shape;
    }

    /// <summary>Creates a string token from the text between its quotation marks.</summary>
    /// <param name="raw">The token without its quotation marks, escapes unresolved.</param>
    public JsonString(ReadOnlySpan<byte> raw)
        : this(0, raw, StringShape.Escaped)
    {
    }

    /// <summary>Offset of the opening quotation mark.</summary>
    public int Offset { get; }

    /// <summary>The token without its quotation marks, escapes unresolved.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    /// <summary>Length of the token with its quotation marks.</summary>
    public int TokenLength => Raw.Length + 2;

    /// <summary>Whether the token is known to consist of ASCII characters without escapes, so that <see cref="Raw"/> is its content.</summary>
    public bool IsPlainAscii => _shape == StringShape.Plain;

    /// <summary>Returns the content with escapes resolved. Copies only if there are any.</summary>
    public ReadOnlySpan<byte> Unescape() => (_shape & StringShape.Escaped) == 0 ? Raw : JsonStrings.Unescape(Raw);

    /// <summary>Returns the offset in <see cref="Raw"/> of the character or escape sequence that contains an offset of the unescaped content.</summary>
    /// <param name="offset">An offset in the bytes that <see cref="Unescape"/> returns.</param>
    public int RawOffset(long offset) => JsonStrings.RawOffset(Raw, offset);

    /// <summary>Returns the content with escapes resolved.</summary>
    public override string ToString() => JsonStrings.ToString(Raw);
}
