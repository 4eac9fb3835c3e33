using System.Net.Http.Headers;

namespace PatContracts.Http.Bodies;

/// <summary>Reads and copies content headers.</summary>
internal static class ContentHeaders
{
    /// <summary>Copies all content headers unchanged, including malformed ones.</summary>
    public static void Copy(HttpContent from, HttpContent to)
    {
        foreach ((string name, HeaderStringValues values) in from.Headers.NonValidated)
        {
            foreach (string value in values) to.Headers.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>Returns the media type of the unparsed Content-Type header, because a malformed header may still start with a media type.</summary>
    public static PayloadMediaType MediaType(HttpContentHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues("Content-Type", out HeaderStringValues values)) return default;
        foreach (string value in values) return PayloadMediaType.Parse(value);
        return default;
    }
}
