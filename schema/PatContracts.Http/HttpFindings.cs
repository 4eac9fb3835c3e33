using PatContracts.Schema;

namespace PatContracts.Http;

/// <summary>
/// What can be wrong with a response before its JSON is looked at. The rules are named <c>http/*</c> and stand on the start of the body.
/// </summary>
internal static class HttpFindings
{
    public static Finding Charset { get; } =
        Create("http/charset", "The content type names a character set other than UTF-8, the only one that JSON has");

    public static Finding BadCoding { get; } = Create("http/content-encoding", "The body is not what its content encoding says");

    public static Finding UnknownCoding { get; } =
        Create("http/unknown-encoding", "The body has a content encoding that cannot be decoded here, so it was not validated");

    public static Finding TooLarge { get; } = Create("http/too-large", "The body is larger than the limit, so it was not validated");

    private static Finding Create(string rule, string message) =>
        new() { Rule = rule, Severity = FindingSeverity.Error, Message = message };
}
