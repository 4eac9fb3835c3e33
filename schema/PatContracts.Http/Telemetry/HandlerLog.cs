using Microsoft.Extensions.Logging;
using PatContracts.Schema;

namespace PatContracts.Http.Telemetry;

/// <summary>What the handler logs. The event ids do not change. Routes are templates: a path would name a token.</summary>
internal static partial class HandlerLog
{
    [LoggerMessage(1001, LogLevel.Warning,
        "The response to {Method} {Route} breaks the contract {Contract}: {Count} findings, the first {Rule} at \"{Pointer}\" ({Line}:{Column})")]
    public static partial void Violated(
        ILogger logger, HttpMethod method, string route, string contract, int count, string rule, string pointer, int line, int column);

    [LoggerMessage(1002, LogLevel.Error,
        "The response to {Method} {Route} was rejected by the contract {Contract}: {Count} findings, the first {Rule} at \"{Pointer}\" ({Line}:{Column})")]
    public static partial void Rejected(
        ILogger logger, HttpMethod method, string route, string contract, int count, string rule, string pointer, int line, int column);

    [LoggerMessage(1003, LogLevel.Debug, "{Contract} {Severity} {Rule} at \"{Pointer}\" ({Line}:{Column}): {Message}")]
    public static partial void Found(
        ILogger logger, string contract, FindingSeverity severity, string rule, string pointer, int line, int column, string message);

    [LoggerMessage(1004, LogLevel.Warning,
        "The response to {Method} {Route} is larger than {Limit} bytes and was passed on without validation")]
    public static partial void TooLarge(ILogger logger, HttpMethod method, string route, int limit);

    [LoggerMessage(1005, LogLevel.Warning,
        "The response to {Method} {Route} has a content coding that is not known here and was passed on without validation")]
    public static partial void UnknownCoding(ILogger logger, HttpMethod method, string route);

    [LoggerMessage(1006, LogLevel.Information,
        "There is no contract for the API version of {Method} {Route}; responses are passed on without validation. Said once")]
    public static partial void NoContract(ILogger logger, HttpMethod method, string route);

    [LoggerMessage(1007, LogLevel.Debug,
        "The response to {Method} {Route} is not JSON by its content type and was passed on without validation")]
    public static partial void OtherContentType(ILogger logger, HttpMethod method, string route);

    [LoggerMessage(1008, LogLevel.Debug, "The response to {Method} {Route} keeps the contract {Contract} ({Bytes} bytes)")]
    public static partial void Valid(ILogger logger, HttpMethod method, string route, string contract, int bytes);

    [LoggerMessage(1009, LogLevel.Error, "The changed settings of the client {Client} are not valid; the former stay in force")]
    public static partial void SettingsRefused(ILogger logger, string client, Exception reason);

    [LoggerMessage(1010, LogLevel.Warning, "The body of the response to {Method} {Route} broke off while it was read")]
    public static partial void BrokeOff(ILogger logger, HttpMethod method, string route);

    [LoggerMessage(1011, LogLevel.Warning,
        "The response to {Method} {Route} keeps the contract {Contract}, with warnings: the first {Rule} at \"{Pointer}\" ({Line}:{Column})")]
    public static partial void Noticed(
        ILogger logger, HttpMethod method, string route, string contract, string rule, string pointer, int line, int column);
}
