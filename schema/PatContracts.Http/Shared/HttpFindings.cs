using PatContracts.Schema;

namespace PatContracts.Http.Shared;

/// <summary>
/// Findings about a body whose JSON cannot be validated. Their rules are named <c>http/*</c>, and their location is the start of the body.
/// </summary>
internal static class HttpFindings
{
    public static Finding Charset { get; } = Create("http/charset", "The content type names a charset other than UTF-8, the only one of JSON");

    public static Finding ContentEncoding { get; } = Create("http/content-encoding", "The body does not match its content encoding");

    public static Finding ContentType { get; } =
        Create("http/content-type", "The contract does not apply to the content type, so the body was not validated");

    public static Finding Incomplete { get; } = Create("http/incomplete", "The body could not be read completely");

    public static Finding TooLarge { get; } = Create("http/too-large", "The body is larger than the limit, so it was not validated");

    public static Finding UnknownEncoding { get; } =
        Create("http/unknown-encoding", "The content encoding of the body is not supported, so the body was not validated");

    /// <summary>An HTML page, recognized by its content type. Validation reports HTML with a JSON content type under the same rule.</summary>
    public static Finding Html { get; } = Create(PatCheck.NotATokenResponse.Id, "Not a token response: HTML");

    /// <summary>
    /// Returns the first finding of a severity, or null. The missing properties of one object count as one finding.
    /// </summary>
    public static Finding? First(IReadOnlyList<Finding> findings, FindingSeverity severity) =>
        Finding.Summarize(findings).FirstOrDefault(finding => finding.Severity == severity);

    private static Finding Create(string rule, string message) => new() { Rule = rule, Severity = FindingSeverity.Error, Message = message };
}
