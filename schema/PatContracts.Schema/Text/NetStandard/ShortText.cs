namespace PatContracts.Schema.Text;

/// <summary>Up to 32 bytes that a text is compared with in one step.</summary>
internal readonly struct ShortText
{
    /// <summary>The maximum number of bytes.</summary>
    public const int MaxLength = 32;

    private readonly byte[] _bytes;

    public ShortText(ReadOnlySpan<byte> text) => _bytes = text.ToArray();

    public int Length => _bytes?.Length ?? 0;

    public bool IsAt(ReadOnlySpan<byte> json, int position) => json.Slice(Math.Min(position, json.Length)).StartsWith(_bytes);
}
