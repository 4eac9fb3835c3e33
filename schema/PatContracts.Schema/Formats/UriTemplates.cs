using PatContracts.Schema.Text;

namespace PatContracts.Schema.Formats;

/// <summary>URI templates of RFC 6570, all four levels.</summary>
internal static class UriTemplates
{
    public static bool IsTemplate(ReadOnlySpan<byte> utf8)
    {
        for (int position = 0; position < utf8.Length;)
        {
            byte b = utf8[position];
            if (b == (byte)'{')
            {
                int length = utf8.Slice(position).IndexOf((byte)'}');
                if (length < 0 || !IsExpression(utf8.Slice(position + 1, length - 1))) return false;
                position += length + 1;
            }
            else if (b >= 0x80)
            {
                int codePoint = CodePoints.Next(utf8, ref position);
                if (!UriSyntax.IsInternationalCharacter(codePoint) && !UriSyntax.IsPrivateCharacter(codePoint)) return false;
            }
            else
            {
                if (!IsLiteral(b) && !UriSyntax.IsPercentEncoded(utf8, position)) return false;
                position++;
            }
        }

        return true;
    }

    private static bool IsLiteral(byte b) => b is > (byte)' ' and < 0x7F && "\"%<>\\^`{|}"u8.IndexOf(b) < 0;

    /// <summary>Returns whether the text between braces is an optional operator and a list of variables.</summary>
    private static bool IsExpression(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.IsEmpty && "+#./;?&=,!@|"u8.IndexOf(utf8[0]) >= 0) utf8 = utf8.Slice(1);
        while (true)
        {
            int comma = utf8.IndexOf((byte)',');
            if (!IsVariable(comma < 0 ? utf8 : utf8.Slice(0, comma))) return false;
            if (comma < 0) return true;
            utf8 = utf8.Slice(comma + 1);
        }
    }

    private static bool IsVariable(ReadOnlySpan<byte> utf8)
    {
        int colon = utf8.IndexOf((byte)':');
        if (colon >= 0) return IsName(utf8.Slice(0, colon)) && IsPrefixLength(utf8.Slice(colon + 1));
        return IsName(!utf8.IsEmpty && utf8[utf8.Length - 1] == (byte)'*' ? utf8.Slice(0, utf8.Length - 1) : utf8);
    }

    private static bool IsPrefixLength(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > 4 || utf8[0] == (byte)'0') return false;
        foreach (byte b in utf8)
        {
            if (b is < (byte)'0' or > (byte)'9') return false;
        }

        return true;
    }

    private static bool IsName(ReadOnlySpan<byte> utf8)
    {
        bool dotAllowed = false;
        for (int position = 0; position < utf8.Length; position++)
        {
            byte b = utf8[position];
            if (b == (byte)'.')
            {
                if (!dotAllowed) return false;
                dotAllowed = false;
                continue;
            }

            dotAllowed = true;
            if (UriSyntax.IsPercentEncoded(utf8, position)) position += 2;
            else if (b is not ((>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_')) return false;
        }

        return dotAllowed;
    }
}
