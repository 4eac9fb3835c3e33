using System.Net.Http.Headers;

namespace PatContracts.Http.Bodies;

/// <summary>What a response says about its body.</summary>
internal static class ContentHeaders
{
    /// <summary>Copies all content headers as they came, malformed ones too.</summary>
    public static void Copy(HttpContent from, HttpContent to)
    {
        foreach ((string name, HeaderStringValues values) in from.Headers.NonValidated)
        {
            foreach (string value in values) to.Headers.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>
    /// Whether the media type is one of the chosen, where none chosen stands for the JSON types, and no media type for all.
    /// </summary>
    public static bool IsPayload(HttpContentHeaders headers, IList<string> chosen)
    {
        // A header that cannot be parsed gives no ContentType, but it is there.
        if (headers.ContentType?.MediaType is not { } type) return !headers.NonValidated.Contains("Content-Type");
        if (chosen.Count > 0) return chosen.Contains(type, StringComparer.OrdinalIgnoreCase);
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Equals("text/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether the body is said to be UTF-8, or is not said to be anything else. US-ASCII is a part of UTF-8.</summary>
    public static bool IsUtf8(HttpContentHeaders headers)
    {
        if (headers.ContentType?.CharSet is not { Length: > 0 } charset) return true;
        ReadOnlySpan<char> name = charset.AsSpan().Trim('"');
        return name.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || name.Equals("utf8", StringComparison.OrdinalIgnoreCase)
            || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);
    }
}
