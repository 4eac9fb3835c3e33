using Microsoft.Extensions.Logging;
using PatContracts.Schema;

namespace PatContracts.AspNetCore.Telemetry;

/// <summary>Log messages of request validation. Event ids are those of the handler's messages plus 100, and never change.</summary>
internal static partial class RequestLog
{
    [LoggerMessage(1101, LogLevel.Warning,
        "The request {Method} {Route} violates the contract {Contract} and was passed on: {Count} {Findings}, the first {Rule} at \"{Pointer}\" " +
        "({Line}:{Column}): {Message}")]
    public static partial void Violated(
        ILogger logger,
        string method,
        string route,
        string contract,
        int count,
        string findings,
        string rule,
        string pointer,
        int line,
        int column,
        string message);

    [LoggerMessage(1102, LogLevel.Warning,
        "The request {Method} {Route} was rejected by the contract {Contract}: {Count} {Findings}, the first {Rule} at \"{Pointer}\" " +
        "({Line}:{Column}): {Message}")]
    public static partial void Rejected(
        ILogger logger,
        string method,
        string route,
        string contract,
        int count,
        string findings,
        string rule,
        string pointer,
        int line,
        int column,
        string message);

    [LoggerMessage(1103, LogLevel.Debug, "{Contract} {Severity} {Rule} at \"{Pointer}\" ({Line}:{Column}): {Message}")]
    public static partial void Found(
        ILogger logger, string contract, FindingSeverity severity, string rule, string pointer, int line, int column, string message);

    [LoggerMessage(1104, LogLevel.Warning, "The body of {Method} {Route} is larger than {Limit} bytes and was passed on without validation")]
    public static partial void TooLarge(ILogger logger, string method, string route, int limit);

    [LoggerMessage(1105, LogLevel.Warning, "The body of {Method} {Route} has an unknown content encoding and was passed on without validation")]
    public static partial void UnknownEncoding(ILogger logger, string method, string route);

    [LoggerMessage(1107, LogLevel.Warning,
        "The body of {Method} {Route} has a content type that its contract does not apply to and was passed on without validation")]
    public static partial void OtherContentType(ILogger logger, string method, string route);

    [LoggerMessage(1108, LogLevel.Debug, "The request {Method} {Route} conforms to the contract {Contract} ({Bytes} bytes)")]
    public static partial void Valid(ILogger logger, string method, string route, string contract, int bytes);

    [LoggerMessage(1110, LogLevel.Information, "The body of {Method} {Route} could not be read completely ({Error})")]
    public static partial void BodyIncomplete(ILogger logger, string method, string route, string error);

    [LoggerMessage(1111, LogLevel.Warning,
        "The request {Method} {Route} conforms to the contract {Contract}, with warnings: the first {Rule} at \"{Pointer}\" ({Line}:{Column}): {Message}")]
    public static partial void ValidWithWarnings(
        ILogger logger, string method, string route, string contract, string rule, string pointer, int line, int column, string message);
}
