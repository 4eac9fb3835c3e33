using System.Diagnostics.CodeAnalysis;

namespace PatContracts;

/// <summary>
/// The path of a request of the token operations: <c>/VERSION/personal-access-tokens[/ID]</c>, or <c>/personal-access-tokens/v1[/ID]</c>, as it is where
/// every API counts its own versions (<c>v1</c> follows <c>v2026</c>: the two specifications agree).
/// </summary>
public sealed class PatRequestPath
{
    private const string Resource = "personal-access-tokens";

    // The resource's own versions, and the API version whose specification says the same.
    private static readonly Dictionary<string, string> OwnVersions = new(StringComparer.OrdinalIgnoreCase) { ["v1"] = "v2026" };

    private static readonly char[] QueryOrFragment = ['?', '#'];

    private PatRequestPath(string? version, bool isCollection, string template)
    {
        Contract = version is null ? null : PatContract.Get(version);
        IsCollection = isCollection;
        Template = template + (isCollection ? "" : "/{id}");
    }

    /// <summary>The contract of the API version that the path names, or null if it names one without a contract, or none.</summary>
    public PatContract? Contract { get; }

    /// <summary>Whether the path is that of all tokens, rather than of one.</summary>
    public bool IsCollection { get; }

    /// <summary>The path as it may be shown: behind the prefix, without an id, and without what may or may not be a version.</summary>
    public string Template { get; }

    /// <summary>Parses the path of a request's URI.</summary>
    /// <param name="path">The path, with or without a query, after any prefix: <c>/v3/personal-access-tokens</c>, <c>/beta/personal-access-tokens/ID</c>.</param>
    /// <param name="parsed">The path, or null if it is not one of the token operations.</param>
    public static bool TryParse(string path, [NotNullWhen(true)] out PatRequestPath? parsed)
    {
        int end = path.IndexOfAny(QueryOrFragment);
        string[] segments = (end < 0 ? path : path.Substring(0, end)).Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        int resource = Array.FindIndex(segments, segment => string.Equals(segment, Resource, StringComparison.OrdinalIgnoreCase));
        parsed = resource < 0 ? null : Parse(segments, resource);
        return parsed is not null;
    }

    /// <summary>
    /// Returns the name of the contract of the response to a request: that of a list for GET on all tokens, of the create response for POST, of one token for
    /// GET and PATCH on a token; null if the method is not one of the token operations.
    /// </summary>
    /// <param name="method">The HTTP method, in any case.</param>
    /// <param name="contract">The contract of the API version: <see cref="Contract"/>, or one in its place.</param>
    public string? ResponseContractName(string method, PatContract contract) => method.ToUpperInvariant() switch
    {
        "GET" => IsCollection ? contract.List.Name : contract.Token.Name,
        "POST" when IsCollection => contract.Create.Name,
        "PATCH" when !IsCollection => contract.Token.Name,
        _ => null,
    };

    private static PatRequestPath? Parse(string[] segments, int resource)
    {
        int rest = segments.Length - resource - 1;
        string before = resource == 0 ? "" : segments[resource - 1].ToLowerInvariant();
        bool isKnown = PatContract.TryGet(before, out _);
        // Behind a known version, "v1" could only be an id; behind anything else, a version's name is one.
        if (!isKnown && rest is 1 or 2 && IsVersionName(segments[resource + 1]))
        {
            OwnVersions.TryGetValue(segments[resource + 1], out string? follows);
            return new PatRequestPath(follows, rest == 1, follows is null ? $"/{Resource}/{{version}}" : $"/{Resource}/{segments[resource + 1].ToLowerInvariant()}");
        }

        if (rest > 1) return null;
        return isKnown ? new PatRequestPath(before, rest == 0, $"/{before}/{Resource}") : new PatRequestPath(null, rest == 0, $"/{{version}}/{Resource}");
    }

    /// <summary>Whether a segment is "v" and a number. No id looks like that.</summary>
    private static bool IsVersionName(string segment) =>
        segment.Length is > 1 and < 6 && segment[0] is 'v' or 'V' && segment.Skip(1).All(c => c is >= '0' and <= '9');
}
