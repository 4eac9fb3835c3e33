namespace PatContracts.Schema.Formats;

/// <summary>JSON Pointers (RFC 6901) and Relative JSON Pointers.</summary>
internal static class JsonPointers
{
    public static bool IsPointer(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return true;
        if (utf8[0] != (byte)'/') return false;
        while (true)
        {
            int tilde = utf8.IndexOf((byte)'~');
            if (tilde < 0) return true;
            if (tilde + 1 == utf8.Length || utf8[tilde + 1] is not ((byte)'0' or (byte)'1')) return false;
            utf8 = utf8.Slice(tilde + 2);
        }
    }

    /// <summary>Returns whether a text is the number of levels up, followed by a pointer or <c>#</c>.</summary>
    public static bool IsRelativePointer(ReadOnlySpan<byte> utf8)
    {
        int end = 0;
        while (end < utf8.Length && utf8[end] is >= (byte)'0' and <= (byte)'9') end++;
        if (end == 0 || (end > 1 && utf8[0] == (byte)'0')) return false;
        ReadOnlySpan<byte> rest = utf8.Slice(end);
        return rest.SequenceEqual("#"u8) || IsPointer(rest);
    }
}
