namespace PatContracts.Schema.Formats;

/// <summary>Host names of RFC 1123. Labels that begin with <c>xn--</c> must encode a label of RFC 5890.</summary>
internal static class HostNames
{
    public const int LongestName = 253;
    public const int LongestLabel = 63;

    public static ReadOnlySpan<byte> EncodedPrefix => "xn--"u8;

    public static bool IsHostName(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > LongestName) return false;
        while (true)
        {
            int dot = utf8.IndexOf((byte)'.');
            ReadOnlySpan<byte> label = dot < 0 ? utf8 : utf8.Slice(0, dot);
            if (!IsLabel(label) || (IsEncoded(label) && !IdnHostNames.IsEncodedLabel(label))) return false;
            if (dot < 0) return true;
            utf8 = utf8.Slice(dot + 1);
        }
    }

    /// <summary>Returns whether a label consists of letters, digits and inner hyphens.</summary>
    public static bool IsLabel(ReadOnlySpan<byte> label)
    {
        if (label.Length is 0 or > LongestLabel || label[0] == (byte)'-' || label[label.Length - 1] == (byte)'-') return false;
        foreach (byte b in label)
        {
            if (b is not ((>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'-')) return false;
        }

        return true;
    }

    public static bool IsEncoded(ReadOnlySpan<byte> label) =>
        label.Length >= EncodedPrefix.Length && EqualsIgnoringCase(label.Slice(0, EncodedPrefix.Length), EncodedPrefix);

    /// <param name="text">Any ASCII text.</param>
    /// <param name="lowerCase">ASCII text without capital letters.</param>
    public static bool EqualsIgnoringCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowerCase)
    {
        if (text.Length != lowerCase.Length) return false;
        for (int i = 0; i < text.Length; i++)
        {
            int lower = text[i] is >= (byte)'A' and <= (byte)'Z' ? text[i] + 32 : text[i];
            if (lower != lowerCase[i]) return false;
        }

        return true;
    }
}
