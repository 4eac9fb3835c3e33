using PatContracts.Schema.Text;

namespace PatContracts.Schema.Formats;

/// <summary>UUIDs in the form of RFC 9562, of any version and variant.</summary>
internal static class Uuids
{
    public static bool IsUuid(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length != 36) return false;
        for (int i = 0; i < utf8.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23)
            {
                if (utf8[i] != (byte)'-') return false;
            }
            else if (JsonScan.HexDigit(utf8[i]) < 0)
            {
                return false;
            }
        }

        return true;
    }
}
