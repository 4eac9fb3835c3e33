using System.Buffers;

namespace PatContracts.Schema.Text;

/// <summary>
/// The content of a scanned string token with its escapes resolved. Without escapes it is the token's own bytes; otherwise a rented buffer, which
/// <see cref="Dispose"/> gives back.
/// </summary>
internal ref struct UnescapedString
{
    private byte[]? _rented;

    /// <param name="raw">The token without its quotation marks, accepted by the scanner.</param>
    public UnescapedString(ReadOnlySpan<byte> raw)
    {
        if (raw.IndexOf((byte)'\\') < 0)
        {
            Utf8 = raw;
            return;
        }

        _rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        Utf8 = _rented.AsSpan(0, JsonStrings.Unescape(raw, _rented));
    }

    /// <summary>Valid until <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<byte> Utf8 { get; private set; }

    public void Dispose()
    {
        if (_rented is null) return;
        ArrayPool<byte>.Shared.Return(_rented);
        _rented = null;
        Utf8 = default;
    }
}
