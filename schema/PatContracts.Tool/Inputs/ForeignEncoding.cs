namespace PatContracts.Tool.Inputs;

/// <summary>Encodings that editors and shells write by mistake, recognised by their byte order marks or by the zeros between ASCII characters.</summary>
internal static class ForeignEncoding
{
    /// <summary>The name of the encoding when a text is surely not UTF-8; otherwise null.</summary>
    public static string? NameOf(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xFE, 0, 0, ..] => "UTF-32 (little-endian)",
        [0, 0, 0xFE, 0xFF, ..] => "UTF-32 (big-endian)",
        [0xFF, 0xFE, ..] => "UTF-16 (little-endian)",
        [0xFE, 0xFF, ..] => "UTF-16 (big-endian)",
        [not 0, 0, not 0, 0, ..] => "UTF-16 (little-endian)",
        [0, not 0, 0, not 0, ..] => "UTF-16 (big-endian)",
        _ => null,
    };
}
