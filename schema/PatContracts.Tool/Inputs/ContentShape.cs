namespace PatContracts.Tool.Inputs;

/// <summary>What a text is, judged by how it begins.</summary>
internal static class ContentShape
{
    /// <summary>
    /// Whether a text is NDJSON: its first two lines with content both begin like an object or array, and the first ends like one. No single JSON text
    /// looks like that.
    /// </summary>
    public static bool IsLines(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> first = NextLine(ref start, out bool isComplete);
        if (!isComplete || first.IsEmpty || !OpensValue(first[0]) || first[^1] is not ((byte)'}' or (byte)']')) return false;
        ReadOnlySpan<byte> second = NextLine(ref start, out _);
        return !second.IsEmpty && OpensValue(second[0]);
    }

    /// <summary>Whether a text is a HAR recording: an object whose first member is <c>log</c>, an object.</summary>
    public static bool IsHar(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> rest = SkipWhitespace(text);
        foreach (byte[] token in (ReadOnlySpan<byte[]>)["{"u8.ToArray(), "\"log\""u8.ToArray(), ":"u8.ToArray(), "{"u8.ToArray()])
        {
            if (!rest.StartsWith(token)) return false;
            rest = SkipWhitespace(rest[token.Length..]);
        }

        return true;
    }

    /// <summary>Whether a text's value is an array.</summary>
    public static bool IsArray(ReadOnlySpan<byte> text) => SkipWhitespace(text) is [(byte)'[', ..];

    /// <summary>The next line with content, without white space at its ends; empty at the end of the text.</summary>
    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> text, out bool isComplete)
    {
        while (true)
        {
            int end = text.IndexOf((byte)'\n');
            isComplete = end >= 0;
            ReadOnlySpan<byte> line = (isComplete ? text[..end] : text).Trim(" \t\r"u8);
            text = isComplete ? text[(end + 1)..] : default;
            if (!line.IsEmpty || !isComplete) return line;
        }
    }

    private static bool OpensValue(byte b) => b is (byte)'{' or (byte)'[';

    private static ReadOnlySpan<byte> SkipWhitespace(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n"u8);
}
