using PatContracts.Schema.Text;

namespace PatContracts.Schema.Formats;

/// <summary>IPv4 addresses as four decimal numbers (RFC 2673), IPv6 addresses of RFC 4291 without a zone.</summary>
internal static class IpAddresses
{
    public static bool IsIPv4(ReadOnlySpan<byte> utf8)
    {
        for (int part = 0; part < 4; part++)
        {
            int length = 0;
            int value = 0;
            while (length < utf8.Length && length < 3 && utf8[length] is >= (byte)'0' and <= (byte)'9') value = (value * 10) + utf8[length++] - '0';
            if (length == 0 || value > 255 || (length > 1 && utf8[0] == (byte)'0')) return false;
            utf8 = utf8.Slice(length);
            if (part == 3) break;
            if (utf8.IsEmpty || utf8[0] != (byte)'.') return false;
            utf8 = utf8.Slice(1);
        }

        return utf8.IsEmpty;
    }

    public static bool IsIPv6(ReadOnlySpan<byte> utf8)
    {
        const int Groups = 8;
        int groups = 0;
        bool compressed = false;
        if (utf8.StartsWith("::"u8))
        {
            compressed = true;
            utf8 = utf8.Slice(2);
            if (utf8.IsEmpty) return true;
        }

        while (true)
        {
            int length = 0;
            while (length < utf8.Length && JsonScan.HexDigit(utf8[length]) >= 0) length++;
            if (length < utf8.Length && utf8[length] == (byte)'.')
            {
                // An IPv4 address replaces the last two groups.
                groups += 2;
                return IsIPv4(utf8) && (compressed ? groups < Groups : groups == Groups);
            }

            if (length is 0 or > 4 || ++groups > Groups) return false;
            utf8 = utf8.Slice(length);
            if (utf8.IsEmpty) break;
            if (utf8[0] != (byte)':') return false;
            utf8 = utf8.Slice(1);
            if (utf8.IsEmpty || utf8[0] != (byte)':') continue;
            if (compressed) return false;
            compressed = true;
            utf8 = utf8.Slice(1);
            if (utf8.IsEmpty) break;
        }

        return compressed ? groups < Groups : groups == Groups;
    }
}
