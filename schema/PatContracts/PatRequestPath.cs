using System.Diagnostics.CodeAnalysis;

namespace PatContracts;

/// <summary>The paths of the token operations: <c>/VERSION/personal-access-tokens[/ID]</c>, and <c>/personal-access-tokens/v1[/ID]</c> of the API without versions.</summary>
internal static class PatRequestPath
{
    private const string Resource = "personal-access-tokens";
    private const string Unversioned = "v1";

    // What the specification of the API without versions says of tokens is what this version says.
    private const string UnversionedFollows = "v2026";

    private static readonly char[] QueryOrFragment = ['?', '#'];

    public static bool TryParse(string path, [NotNullWhen(true)] out string? version, out bool isCollection)
    {
        version = null;
        isCollection = false;
        int end = path.IndexOfAny(QueryOrFragment);
        string[] segments = (end < 0 ? path : path.Substring(0, end)).Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        int resource = Array.FindIndex(segments, segment => string.Equals(segment, Resource, StringComparison.OrdinalIgnoreCase));
        if (resource < 0) return false;

        int rest = segments.Length - resource - 1;
        if (rest is 1 or 2 && string.Equals(segments[resource + 1], Unversioned, StringComparison.OrdinalIgnoreCase))
        {
            version = UnversionedFollows;
            isCollection = rest == 1;
            return true;
        }

        if (resource == 0 || rest > 1) return false;
        version = segments[resource - 1].ToLowerInvariant();
        isCollection = rest == 0;
        return true;
    }
}
