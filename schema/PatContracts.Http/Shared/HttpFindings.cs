using PatContracts.Schema;

namespace PatContracts.Http.Shared;

/// <summary>
/// What can be wrong with a body before its JSON is validated. The rules are named <c>http/*</c>, and are located at the start of the body.
/// </summary>
internal static class HttpFindings
{
    public static Finding Charset { get; } = Create("http/charset", "The content type names a charset other than UTF-8, the only one of JSON");

    public static Finding ContentEncoding { get; } = Create("http/content-encoding", "The body is not what its content encoding says");

    public static Finding ContentType { get; } =
        Create("http/content-type", "The content type is not one that the contract applies to, so the body was not validated");

    public static Finding Incomplete { get; } = Create("http/incomplete", "The body could not be read to its end");

    public static Finding TooLarge { get; } = Create("http/too-large", "The body is larger than the limit, so it was not validated");

    public static Finding UnknownEncoding { get; } =
        Create("http/unknown-encoding", "The body has a content encoding that cannot be decoded here, so it was not validated");

    /// <summary>An HTML page by its content type; a page that comes as JSON is found by its content, under the same rule.</summary>
    public static Finding Html { get; } = Create(PatCheck.NotATokenResponse.Id, "Not a token response: HTML");

    /// <summary>
    /// Returns the first finding of a severity, or null. Properties that are missing from one object are one finding, as people read it.
    /// </summary>
    public static Finding? First(IReadOnlyList<Finding> findings, FindingSeverity severity) =>
        Finding.Summarize(findings).FirstOrDefault(finding => finding.Severity == severity);

    private static Finding Create(string rule, string message) => new() { Rule = rule, Severity = FindingSeverity.Error, Message = message };
}
