namespace PatContracts.Schema.Text;

/// <summary>
/// The content of a scanned string token with its escapes resolved. Without escapes it is part of the token; otherwise it is in a rented buffer, which <see
/// cref="Dispose"/> returns.
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

        _rented = PayloadPool.Rent(raw.Length);
        Utf8 = _rented.AsSpan(0, JsonStrings.Unescape(raw, _rented));
    }

    /// <summary>The content. Valid until <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<byte> Utf8 { get; private set; }

    public void Dispose()
    {
        if (_rented is null) return;
        PayloadPool.Return(_rented, Utf8.Length);
        _rented = null;
        Utf8 = default;
    }
}
