namespace PatContracts.Schema.Formats;

/// <summary>Mailboxes of RFC 5321, and with non-ASCII characters of RFC 6531.</summary>
internal static class EmailAddresses
{
    private const int LongestLocalPart = 64;

    public static bool IsAddress(ReadOnlySpan<byte> utf8, bool international)
    {
        // A domain has no @; a quoted local part may.
        int at = utf8.LastIndexOf((byte)'@');
        return at is > 0 and <= LongestLocalPart && IsLocalPart(utf8.Slice(0, at), international) && IsDomain(utf8.Slice(at + 1), international);
    }

    private static bool IsLocalPart(ReadOnlySpan<byte> utf8, bool international)
    {
        if (utf8[0] == (byte)'"') return IsQuoted(utf8, international);
        bool dotAllowed = false;
        foreach (byte b in utf8)
        {
            if (b == (byte)'.')
            {
                if (!dotAllowed) return false;
                dotAllowed = false;
            }
            else if (b >= 0x80 ? international : IsAtomCharacter(b))
            {
                dotAllowed = true;
            }
            else
            {
                return false;
            }
        }

        return dotAllowed;
    }

    private static bool IsQuoted(ReadOnlySpan<byte> utf8, bool international)
    {
        if (utf8.Length < 2) return false;
        for (int i = 1; i < utf8.Length - 1; i++)
        {
            if (utf8[i] == (byte)'\\') i++;
            else if (utf8[i] == (byte)'"') return false;
            if (i == utf8.Length - 1 || !(utf8[i] >= 0x80 ? international : utf8[i] is >= (byte)' ' and <= (byte)'~')) return false;
        }

        return utf8[utf8.Length - 1] == (byte)'"';
    }

    private static bool IsAtomCharacter(byte b) =>
        b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') || "!#$%&'*+-/=?^_`{|}~"u8.IndexOf(b) >= 0;

    private static bool IsDomain(ReadOnlySpan<byte> utf8, bool international)
    {
        if (utf8.Length > 2 && utf8[0] == (byte)'[' && utf8[utf8.Length - 1] == (byte)']') return IsAddressLiteral(utf8.Slice(1, utf8.Length - 2));
        return international ? IdnHostNames.IsMailDomain(utf8) : HostNames.IsHostName(utf8);
    }

    private static bool IsAddressLiteral(ReadOnlySpan<byte> utf8)
    {
        const int TagLength = 5;
        return utf8.Length > TagLength && HostNames.EqualsIgnoringCase(utf8.Slice(0, TagLength), "ipv6:"u8)
            ? IpAddresses.IsIPv6(utf8.Slice(TagLength))
            : IpAddresses.IsIPv4(utf8);
    }
}
