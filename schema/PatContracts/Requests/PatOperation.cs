using System.Diagnostics.CodeAnalysis;

namespace PatContracts;

/// <summary>
/// A personal access token operation of the API, recognized by the method and path of a request: <c>/VERSION/personal-access-tokens[/ID]</c>,
/// or <c>/personal-access-tokens/v1[/ID]</c>, the form in which every API has its own versions. It determines the contract that the response must conform to.
/// </summary>
/// <example><code>
/// if (PatOperation.TryMatch("GET", uri, out PatOperation? operation) &amp;&amp; PatOperation.IsTokenResponse(200, PayloadMediaType.Parse(contentType)))
///     contract = operation.ContractName;
/// </code></example>
public sealed class PatOperation
{
    private const string Resource = "personal-access-tokens";

    // The resource's own versions, and the API version whose specification is the same.
    private static readonly Dictionary<string, string> OwnVersions = new(StringComparer.OrdinalIgnoreCase) { ["v1"] = ContractNames.Latest };

    private static readonly char[] QueryOrFragment = ['?', '#'];

    private PatOperation(PatOperationKind kind, string? version, string? requestedVersion, string template)
    {
        Kind = kind;
        Version = version;
        RequestedVersion = requestedVersion;
        Template = template;
    }

    /// <summary>The kind of the operation.</summary>
    public PatOperationKind Kind { get; }

    /// <summary>The API version whose contracts apply; null if the path has no version, or one without contracts.</summary>
    public string? Version { get; }

    /// <summary>The version in the path, even if it has no contracts; null if no segment of the path looks like a version. It can be logged.</summary>
    public string? RequestedVersion { get; }

    /// <summary>The path template, which can be logged. It doesn't include the prefix, the id, or an unknown version.</summary>
    public string Template { get; }

    /// <summary>Name of the contract that the response must conform to; null if <see cref="Version"/> is null.</summary>
    public string? ContractName => Version is { } version ? ContractNameIn(version) : null;

    /// <summary>Returns the name of the operation's contract in an API version.</summary>
    /// <param name="version">An API version that has contracts, for example <c>v2026</c>.</param>
    public string ContractNameIn(string version) => Kind switch
    {
        PatOperationKind.List => ContractNames.List(version),
        PatOperationKind.Create => ContractNames.Create(version),
        _ => version,
    };

    /// <summary>Recognizes the operation of a request.</summary>
    /// <param name="method">The HTTP method, in any case.</param>
    /// <param name="requestUri">The request's URI, with any path prefix.</param>
    /// <param name="operation">The operation, or null.</param>
    /// <returns>Whether the request is a personal access token operation that returns tokens. Deleting a token is not one.</returns>
    public static bool TryMatch(string method, Uri requestUri, [NotNullWhen(true)] out PatOperation? operation) =>
        TryMatch(method, requestUri.IsAbsoluteUri ? requestUri.AbsolutePath : requestUri.OriginalString, out operation);

    /// <summary>Recognizes the operation of a request.</summary>
    /// <param name="method">The HTTP method, in any case.</param>
    /// <param name="path">The path of the request's URI, with any prefix, with or without a query.</param>
    /// <param name="operation">The operation, or null.</param>
    /// <returns>Whether the request is a personal access token operation that returns tokens. Deleting a token is not one.</returns>
    public static bool TryMatch(string method, string path, [NotNullWhen(true)] out PatOperation? operation)
    {
        int end = path.IndexOfAny(QueryOrFragment);
        string[] segments = (end < 0 ? path : path.Substring(0, end)).Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        int resource = Array.FindIndex(segments, segment => string.Equals(segment, Resource, StringComparison.OrdinalIgnoreCase));
        operation = resource < 0 ? null : Match(method, segments, resource);
        return operation is not null;
    }

    /// <summary>
    /// Whether the response to a token operation contains tokens: its status is 200 or 201, and its media type is JSON, missing or malformed.
    /// </summary>
    /// <param name="statusCode">The status code of the response.</param>
    /// <param name="mediaType">The media type of the response.</param>
    public static bool IsTokenResponse(int statusCode, PayloadMediaType mediaType) => IsTokenStatus(statusCode) && mediaType.MayBeJson;

    /// <summary>Whether a response with this status code contains the requested tokens: 200 or 201.</summary>
    /// <param name="statusCode">The status code of the response.</param>
    public static bool IsTokenStatus(int statusCode) => statusCode is 200 or 201;

    private static PatOperation? Match(string method, string[] segments, int resource)
    {
        int rest = segments.Length - resource - 1;
        string before = resource == 0 ? "" : segments[resource - 1].ToLowerInvariant();
        bool isKnown = PatContract.TryGet(before, out _);
        // After a known version, "v1" can only be an id. After any other segment, a segment that looks like a version is one.
        if (!isKnown && rest is 1 or 2 && IsVersionName(segments[resource + 1]))
        {
            OwnVersions.TryGetValue(segments[resource + 1], out string? version);
            string requested = segments[resource + 1].ToLowerInvariant();
            return Create(method, version, requested, $"/{Resource}/{(version is null ? "{version}" : requested)}", isCollection: rest == 1);
        }

        if (rest > 1) return null;
        string? named = isKnown || IsVersionName(before) ? before : null;
        return Create(method, isKnown ? before : null, named, $"/{(isKnown ? before : "{version}")}/{Resource}", isCollection: rest == 0);
    }

    private static PatOperation? Create(string method, string? version, string? requestedVersion, string collection, bool isCollection) =>
        KindOf(method, isCollection) is { } kind
            ? new PatOperation(kind, version, requestedVersion, isCollection ? collection : collection + "/{id}")
            : null;

    private static PatOperationKind? KindOf(string method, bool isCollection) => method.ToUpperInvariant() switch
    {
        "GET" => isCollection ? PatOperationKind.List : PatOperationKind.Get,
        "POST" when isCollection => PatOperationKind.Create,
        "PATCH" when !isCollection => PatOperationKind.Update,
        _ => null,
    };

    /// <summary>Whether a segment is "v" followed by a number. Ids don't have this form.</summary>
    private static bool IsVersionName(string segment) =>
        segment.Length is > 1 and < 6 && segment[0] is 'v' or 'V' && segment.Skip(1).All(c => c is >= '0' and <= '9');
}
