using PatContracts.Schema.Text;

namespace PatContracts.Schema.Formats;

/// <summary>
/// Internationalized host names of IDNA 2008 (RFC 5890 to 5893), encoded or not. Whether a label is in normalization form C is not checked, because not every
/// runtime that this library supports can determine it.
/// </summary>
internal static class IdnHostNames
{
    /// <summary>Every code point takes at least one character of an encoded label.</summary>
    private const int MostCodePoints = HostNames.LongestLabel;

    public static bool IsHostName(ReadOnlySpan<byte> utf8) => IsName(utf8, ideographicStops: true);

    /// <summary>Returns the same for the domain of an e-mail address, in which only a full stop separates labels.</summary>
    public static bool IsMailDomain(ReadOnlySpan<byte> utf8) => IsName(utf8, ideographicStops: false);

    /// <summary>Returns whether a label with the prefix <c>xn--</c> is the encoding of a label of IDNA 2008.</summary>
    public static bool IsEncodedLabel(ReadOnlySpan<byte> label)
    {
        Span<int> codePoints = stackalloc int[MostCodePoints];
        int count = DecodeLabel(label, codePoints);
        if (count <= 0) return false;
        ReadOnlySpan<int> decoded = codePoints.Slice(0, count);
        return !IdnProperties.IsRightToLeft(decoded) || IdnProperties.SatisfiesBidiRule(decoded);
    }

    private static bool IsName(ReadOnlySpan<byte> utf8, bool ideographicStops)
    {
        Span<int> buffer = stackalloc int[MostCodePoints];
        int encodedLength = -1;
        bool hasRightToLeft = false;
        bool satisfiesBidiRule = true;
        while (true)
        {
            int end = LabelEnd(utf8, ideographicStops, out int separator);
            int count = ReadLabel(utf8.Slice(0, end), buffer, ref encodedLength);
            if (count <= 0 || encodedLength > HostNames.LongestName) return false;
            ReadOnlySpan<int> label = buffer.Slice(0, count);
            hasRightToLeft |= IdnProperties.IsRightToLeft(label);
            satisfiesBidiRule = satisfiesBidiRule && IdnProperties.SatisfiesBidiRule(label);
            if (separator == 0) return !hasRightToLeft || satisfiesBidiRule;
            utf8 = utf8.Slice(end + separator);
        }
    }

    private static int LabelEnd(ReadOnlySpan<byte> utf8, bool ideographicStops, out int separator)
    {
        for (int i = 0; i < utf8.Length; i++)
        {
            separator = utf8[i] == (byte)'.' ? 1 : ideographicStops && IsIdeographicStop(utf8.Slice(i)) ? 3 : 0;
            if (separator > 0) return i;
        }

        separator = 0;
        return utf8.Length;
    }

    private static bool IsIdeographicStop(ReadOnlySpan<byte> utf8) =>
        utf8[0] is 0xE3 or 0xEF && (utf8.StartsWith("\u3002"u8) || utf8.StartsWith("\uFF0E"u8) || utf8.StartsWith("\uFF61"u8));

    /// <summary>Reads a label, encoded or not, and adds its encoded length. Returns its number of code points, or −1 if it is not a valid label.</summary>
    private static int ReadLabel(ReadOnlySpan<byte> label, Span<int> codePoints, ref int encodedLength)
    {
        if (HostNames.IsLabel(label))
        {
            encodedLength += label.Length + 1;
            if (HostNames.IsEncoded(label)) return DecodeLabel(label, codePoints);
            if (HasReservedHyphens(label)) return -1;
            for (int i = 0; i < label.Length; i++) codePoints[i] = label[i];
            return label.Length;
        }

        int count = 0;
        for (int position = 0; position < label.Length;)
        {
            if (count == codePoints.Length) return -1;
            codePoints[count++] = CodePoints.Next(label, ref position);
        }

        Span<byte> encoded = stackalloc byte[HostNames.LongestLabel - 4];
        ReadOnlySpan<int> decoded = codePoints.Slice(0, count);
        int length = IsDecodedLabel(decoded) ? Punycode.Encode(decoded, encoded) : -1;
        encodedLength += HostNames.EncodedPrefix.Length + length + 1;
        return length < 0 ? -1 : count;
    }

    /// <summary>Decodes a label with the prefix <c>xn--</c>. Returns its number of code points, or −1 if it does not encode a valid label.</summary>
    private static int DecodeLabel(ReadOnlySpan<byte> label, Span<int> codePoints)
    {
        ReadOnlySpan<byte> encoded = label.Slice(HostNames.EncodedPrefix.Length);
        int count = Punycode.Decode(encoded, codePoints);
        if (count <= 0 || !IsDecodedLabel(codePoints.Slice(0, count))) return -1;
        Span<byte> again = stackalloc byte[HostNames.LongestLabel];
        int length = Punycode.Encode(codePoints.Slice(0, count), again);
        return length >= 0 && HostNames.EqualsIgnoringCase(encoded, again.Slice(0, length)) ? count : -1;
    }

    /// <summary>Returns whether code points are a label with at least one non-ASCII character (RFC 5891, section 4.2), apart from the Bidi rule.</summary>
    private static bool IsDecodedLabel(ReadOnlySpan<int> label)
    {
        if (label.IsEmpty || label[0] == '-' || label[label.Length - 1] == '-') return false;
        if (label.Length >= 4 && label[2] == '-' && label[3] == '-') return false;
        if (CodePoints.IsMark(CodePoints.Category(label[0]))) return false;
        bool isInternational = false;
        for (int i = 0; i < label.Length; i++)
        {
            if (!IdnProperties.IsAllowed(label[i]) || !IdnProperties.IsAllowedInContext(label, i)) return false;
            isInternational |= label[i] >= 0x80;
        }

        return isInternational;
    }

    private static bool HasReservedHyphens(ReadOnlySpan<byte> label) => label.Length >= 4 && label[2] == (byte)'-' && label[3] == (byte)'-';
}
