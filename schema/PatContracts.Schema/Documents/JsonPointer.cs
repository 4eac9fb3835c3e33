using PatContracts.Schema.Text;

namespace PatContracts.Schema.Documents;

/// <summary>JSON Pointer (RFC 6901): escaping and lookup.</summary>
internal static class JsonPointer
{
    public static string Escape(string token)
    {
        if (token.IndexOf('~') < 0 && token.IndexOf('/') < 0) return token;
        return token.Replace("~", "~0").Replace("/", "~1");
    }

    public static string Unescape(string token) =>
        token.IndexOf('~') < 0 ? token : token.Replace("~1", "/").Replace("~0", "~");

    /// <summary>Returns the value at a pointer, or null if there is none. The pointer is "" or begins with a slash.</summary>
    public static JsonNode? Find(JsonNode root, string pointer)
    {
        JsonNode? node = root;
        for (int start = 0; start < pointer.Length && node is not null;)
        {
            if (pointer[start] != '/') return null;
            int end = pointer.IndexOf('/', start + 1);
            if (end < 0) end = pointer.Length;
            string token = Unescape(pointer.Substring(start + 1, end - start - 1));
            node = node.Kind switch
            {
                JsonKind.Object => node[token],
                JsonKind.Array => ArrayIndex(token) is int index && index < node.Children.Length ? node.Children[index] : null,
                _ => null,
            };
            start = end;
        }

        return node;
    }

    private static int? ArrayIndex(string token)
    {
        if (token.Length is 0 or > 9 || (token.Length > 1 && token[0] == '0')) return null;
        int index = 0;
        foreach (char c in token)
        {
            if (c is < '0' or > '9') return null;
            index = (index * 10) + (c - '0');
        }

        return index;
    }
}
