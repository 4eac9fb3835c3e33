namespace PatContracts.Schema.Formats;

/// <summary>Base64 with padding (RFC 4648, section 4).</summary>
internal static class Base64
{
    public static bool IsBase64(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length % 4 != 0) return false;
        int length = utf8.Length;
        while (length > 0 && utf8.Length - length < 2 && utf8[length - 1] == (byte)'=') length--;
        for (int i = 0; i < length; i++)
        {
            if (!IsDigit(utf8[i])) return false;
        }

        return true;
    }

    private static bool IsDigit(byte c) => c is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'/';
}
