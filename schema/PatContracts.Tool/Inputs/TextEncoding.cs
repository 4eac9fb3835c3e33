namespace PatContracts.Tool.Inputs;

/// <summary>
/// The encoding of a text, recognized by its byte order mark or by the zero bytes of its first characters: JSON in UTF-8 has no zero bytes and starts with an
/// ASCII character (RFC 4627, section 3). Otherwise the encoding is UTF-8.
/// </summary>
/// <param name="Name">The name in messages.</param>
/// <param name="MarkLength">The length in bytes of the byte order mark, or 0.</param>
/// <param name="UnitLength">The length in bytes of a code unit: 1 for UTF-8, 2 for UTF-16, 4 for UTF-32.</param>
/// <param name="IsBigEndian">Whether the byte order is big-endian.</param>
internal sealed record TextEncoding(string Name, int MarkLength, int UnitLength, bool IsBigEndian)
{
    /// <summary>The number of bytes that determine the encoding.</summary>
    public const int LongestStart = 4;

    /// <summary>UTF-8 without a byte order mark, the encoding of JSON that is exchanged between systems (RFC 8259, 8.1).</summary>
    public static TextEncoding Utf8 { get; } = new("UTF-8", 0, 1, IsBigEndian: false);

    private static readonly TextEncoding MarkedUtf8 = new("UTF-8 with a byte order mark", 3, 1, IsBigEndian: false);

    /// <summary>Returns the encoding of a text that starts with these bytes.</summary>
    public static TextEncoding Of(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => MarkedUtf8,
        [0xFF, 0xFE, 0, 0, ..] => Utf32(4, isBigEndian: false),
        [0, 0, 0xFE, 0xFF, ..] => Utf32(4, isBigEndian: true),
        [0xFF, 0xFE, ..] => Utf16(2, isBigEndian: false),
        [0xFE, 0xFF, ..] => Utf16(2, isBigEndian: true),
        [not 0, 0, 0, 0, ..] => Utf32(0, isBigEndian: false),
        [0, 0, 0, not 0, ..] => Utf32(0, isBigEndian: true),
        [not 0, 0, ..] => Utf16(0, isBigEndian: false),
        [0, not 0, ..] => Utf16(0, isBigEndian: true),
        _ => Utf8,
    };

    /// <summary>Converts a text to UTF-8 without a byte order mark. Returns the same array if no conversion is necessary.</summary>
    public static byte[] ToUtf8(byte[] text)
    {
        TextEncoding encoding = Of(text);
        if (encoding.UnitLength == 1) return encoding.MarkLength == 0 ? text : text[encoding.MarkLength..];
        using var source = new MemoryStream(text, encoding.MarkLength, text.Length - encoding.MarkLength);
        using var utf8 = new MemoryStream();
        using (var transcoded = new TranscodedText(source, encoding)) transcoded.CopyTo(utf8);
        return utf8.ToArray();
    }

    private static TextEncoding Utf16(int markLength, bool isBigEndian) => new($"UTF-16 ({Order(isBigEndian)})", markLength, 2, isBigEndian);

    private static TextEncoding Utf32(int markLength, bool isBigEndian) => new($"UTF-32 ({Order(isBigEndian)})", markLength, 4, isBigEndian);

    private static string Order(bool isBigEndian) => isBigEndian ? "big-endian" : "little-endian";
}
