namespace PatContracts;

/// <summary>
/// The media type of a message body, read from a <c>Content-Type</c> header, which may be malformed. The media type is the text before the first
/// <c>;</c> or <c>,</c> (RFC 9110, 8.3 and 5.6.6), so a stray separator or an empty parameter doesn't affect it.
/// </summary>
public readonly record struct PayloadMediaType
{
    private static readonly char[] Separators = [';', ','];

    private readonly string? _name;

    private PayloadMediaType(string name, string? charset)
    {
        _name = name;
        Charset = charset;
    }

    /// <summary>The type and subtype in lowercase, for example <c>application/json</c>; empty if the header is missing or has no media type.</summary>
    public string Name => _name ?? "";

    /// <summary>The <c>charset</c> parameter, without quotation marks; null if it is missing or empty.</summary>
    public string? Charset { get; }

    /// <summary>Whether the media type is JSON: <c>application/json</c>, <c>text/json</c>, or a subtype that ends in <c>+json</c>.</summary>
    public bool IsJson => Name is "application/json" or "text/json" || Name.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>Whether the body may be JSON: the media type is JSON, missing or malformed.</summary>
    public bool MayBeJson => Name.Length == 0 || IsJson;

    /// <summary>Whether the charset is UTF-8, or its subset US-ASCII, or is not specified.</summary>
    public bool IsUtf8 => Charset is null
        || Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        || Charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
        || Charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the value of a <c>Content-Type</c> header.</summary>
    /// <param name="contentType">The value; null if there is no such header.</param>
    public static PayloadMediaType Parse(string? contentType)
    {
        if (contentType is null) return default;
        int end = contentType.IndexOfAny(Separators);
        string name = (end < 0 ? contentType : contentType.Substring(0, end)).Trim();
        int slash = name.IndexOf('/');
        if (!IsToken(name, 0, slash) || !IsToken(name, slash + 1, name.Length)) return default;
        return new PayloadMediaType(name.ToLowerInvariant(), end >= 0 && contentType[end] == ';' ? FindCharset(contentType, end) : null);
    }

    /// <summary>Returns the first charset among the parameters between a semicolon and a comma or the end.</summary>
    private static string? FindCharset(string text, int position)
    {
        while (position < text.Length && text[position] == ';')
        {
            int end = ParameterEnd(text, position + 1);
            string parameter = text.Substring(position + 1, end - position - 1).Trim();
            int equals = parameter.IndexOf('=');
            if (equals >= 0 && parameter.Substring(0, equals).TrimEnd().Equals("charset", StringComparison.OrdinalIgnoreCase))
            {
                string value = parameter.Substring(equals + 1).Trim().Trim('"');
                return value.Length == 0 ? null : value;
            }

            position = end;
        }

        return null;
    }

    /// <summary>Returns the position of the next separator outside quotation marks, or of the end.</summary>
    private static int ParameterEnd(string text, int position)
    {
        bool isQuoted = false;
        for (; position < text.Length; position++)
        {
            if (text[position] == '"') isQuoted = !isQuoted;
            else if (isQuoted && text[position] == '\\') position++;
            else if (!isQuoted && text[position] is ';' or ',') break;
        }

        return Math.Min(position, text.Length);
    }

    private static bool IsToken(string text, int start, int end)
    {
        if (end <= start) return false;
        for (int i = start; i < end; i++)
        {
            if (text[i] is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')) && "!#$%&'*+-.^_`|~".IndexOf(text[i]) < 0) return false;
        }

        return true;
    }
}
