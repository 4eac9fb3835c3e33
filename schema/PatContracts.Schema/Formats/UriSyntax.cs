using PatContracts.Schema.Text;

namespace PatContracts.Schema.Formats;

/// <summary>URIs and URI references of RFC 3986; IRIs and IRI references of RFC 3987.</summary>
internal static class UriSyntax
{
    public static bool IsUri(ReadOnlySpan<byte> utf8, bool international) => IsValid(utf8, international, relativeAllowed: false);

    public static bool IsReference(ReadOnlySpan<byte> utf8, bool international) => IsValid(utf8, international, relativeAllowed: true);

    /// <summary>Returns whether a character is allowed in IRIs in addition to those allowed in URIs (<c>ucschar</c>).</summary>
    public static bool IsInternationalCharacter(int codePoint) => codePoint switch
    {
        < 0xA0 => false,
        < 0x10000 => codePoint is <= 0xD7FF or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFEF),
        < 0xE0000 => (codePoint & 0xFFFF) <= 0xFFFD,
        _ => codePoint is >= 0xE1000 and <= 0xEFFFD,
    };

    /// <summary>Returns whether a character is for private use, which IRIs allow in a query (<c>iprivate</c>).</summary>
    public static bool IsPrivateCharacter(int codePoint) =>
        codePoint is (>= 0xE000 and <= 0xF8FF) or (>= 0xF0000 and <= 0xFFFFD) or (>= 0x100000 and <= 0x10FFFD);

    /// <summary>Returns whether a percent-encoded byte (<c>%</c> and two hexadecimal digits) begins at an offset.</summary>
    public static bool IsPercentEncoded(ReadOnlySpan<byte> utf8, int position) =>
        position + 2 < utf8.Length && utf8[position] == (byte)'%' && JsonScan.HexDigit(utf8[position + 1]) >= 0 && JsonScan.HexDigit(utf8[position + 2]) >= 0;

    private static bool IsValid(ReadOnlySpan<byte> utf8, bool international, bool relativeAllowed)
    {
        int delimiter = utf8.IndexOfAny(":/?#"u8);
        if (delimiter >= 0 && utf8[delimiter] == (byte)':')
        {
            if (!IsScheme(utf8.Slice(0, delimiter))) return false;
            utf8 = utf8.Slice(delimiter + 1);
        }
        else if (!relativeAllowed)
        {
            return false;
        }

        int hash = utf8.IndexOf((byte)'#');
        if (hash >= 0)
        {
            if (!ConsistsOf(utf8.Slice(hash + 1), ":@/?"u8, international)) return false;
            utf8 = utf8.Slice(0, hash);
        }

        int question = utf8.IndexOf((byte)'?');
        if (question >= 0)
        {
            if (!ConsistsOf(utf8.Slice(question + 1), ":@/?"u8, international, privateAllowed: true)) return false;
            utf8 = utf8.Slice(0, question);
        }

        if (utf8.StartsWith("//"u8))
        {
            utf8 = utf8.Slice(2);
            int slash = utf8.IndexOf((byte)'/');
            if (!IsAuthority(slash < 0 ? utf8 : utf8.Slice(0, slash), international)) return false;
            utf8 = slash < 0 ? default : utf8.Slice(slash);
        }

        return ConsistsOf(utf8, ":@/"u8, international);
    }

    private static bool IsScheme(ReadOnlySpan<byte> utf8)
    {
        for (int i = 0; i < utf8.Length; i++)
        {
            bool isLetter = (utf8[i] | 0x20) is >= 'a' and <= 'z';
            if (!isLetter && (i == 0 || utf8[i] is not ((>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.'))) return false;
        }

        return !utf8.IsEmpty;
    }

    private static bool IsAuthority(ReadOnlySpan<byte> utf8, bool international)
    {
        int at = utf8.IndexOf((byte)'@');
        if (at >= 0)
        {
            if (!ConsistsOf(utf8.Slice(0, at), ":"u8, international)) return false;
            utf8 = utf8.Slice(at + 1);
        }

        int hostEnd = !utf8.IsEmpty && utf8[0] == (byte)'[' ? utf8.IndexOf((byte)']') + 1 : utf8.IndexOf((byte)':');
        if (hostEnd < 0) hostEnd = utf8.Length;
        ReadOnlySpan<byte> host = utf8.Slice(0, hostEnd);
        return (!host.IsEmpty && host[0] == (byte)'[' ? IsAddressLiteral(host) : ConsistsOf(host, default, international)) && IsPort(utf8.Slice(hostEnd));
    }

    private static bool IsAddressLiteral(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length < 3) return false;
        utf8 = utf8.Slice(1, utf8.Length - 2);
        if ((utf8[0] | 0x20) != 'v') return IpAddresses.IsIPv6(utf8);
        int dot = utf8.IndexOf((byte)'.');
        if (dot < 2 || dot == utf8.Length - 1) return false;
        foreach (byte b in utf8.Slice(1, dot - 1))
        {
            if (JsonScan.HexDigit(b) < 0) return false;
        }

        return utf8.IndexOf((byte)'%') < 0 && ConsistsOf(utf8.Slice(dot + 1), ":"u8, international: false);
    }

    /// <summary>Returns whether the text after a host is empty or a port.</summary>
    private static bool IsPort(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return true;
        if (utf8[0] != (byte)':') return false;
        foreach (byte b in utf8.Slice(1))
        {
            if (b is < (byte)'0' or > (byte)'9') return false;
        }

        return true;
    }

    /// <summary>Returns whether the text consists of unreserved characters, percent-encoded ones, sub-delimiters and the specified other characters.</summary>
    private static bool ConsistsOf(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> others, bool international, bool privateAllowed = false)
    {
        for (int position = 0; position < utf8.Length;)
        {
            byte b = utf8[position];
            if (b >= 0x80)
            {
                if (!international) return false;
                int codePoint = CodePoints.Next(utf8, ref position);
                if (!IsInternationalCharacter(codePoint) && !(privateAllowed && IsPrivateCharacter(codePoint))) return false;
                continue;
            }

            if (!IsUnreservedOrSubDelimiter(b) && !IsPercentEncoded(utf8, position) && others.IndexOf(b) < 0) return false;
            position++;
        }

        return true;
    }

    private static bool IsUnreservedOrSubDelimiter(byte b) =>
        b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') || "-._~!$&'()*+,;="u8.IndexOf(b) >= 0;
}
