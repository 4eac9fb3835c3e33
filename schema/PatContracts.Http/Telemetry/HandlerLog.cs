using Microsoft.Extensions.Logging;
using PatContracts.Schema;

namespace PatContracts.Http.Telemetry;

/// <summary>Log messages of the handler. Event ids never change. Routes are logged as templates, because a path would contain the id of a token.</summary>
internal static partial class HandlerLog
{
    [LoggerMessage(1001, LogLevel.Warning,
        "The response to {Method} {Route} from {Server} (client \"{Client}\") violates the contract {Contract}: {Count} {Findings}, " +
        "the first {Rule} at \"{Pointer}\" ({Line}:{Column}): {Message}")]
    public static partial void Violated(
        ILogger logger,
        string method,
        string route,
        string server,
        string client,
        string contract,
        int count,
        string findings,
        string rule,
        string pointer,
        int line,
        int column,
        string message);

    [LoggerMessage(1002, LogLevel.Error,
        "The response to {Method} {Route} from {Server} (client \"{Client}\") was rejected by the contract {Contract}: {Count} {Findings}, " +
        "the first {Rule} at \"{Pointer}\" ({Line}:{Column}): {Message}")]
    public static partial void Rejected(
        ILogger logger,
        string method,
        string route,
        string server,
        string client,
        string contract,
        int count,
        string findings,
        string rule,
        string pointer,
        int line,
        int column,
        string message);

    [LoggerMessage(1003, LogLevel.Debug, "{Contract} {Severity} {Rule} at \"{Pointer}\" ({Line}:{Column}): {Message}")]
    public static partial void Found(
        ILogger logger, string contract, FindingSeverity severity, string rule, string pointer, int line, int column, string message);

    [LoggerMessage(1004, LogLevel.Warning,
        "The response to {Method} {Route} from {Server} (client \"{Client}\") is larger than {Limit} bytes and was passed on without validation")]
    public static partial void TooLarge(ILogger logger, string method, string route, string server, string client, int limit);

    [LoggerMessage(1005, LogLevel.Warning,
        "The response to {Method} {Route} from {Server} (client \"{Client}\") has an unknown content encoding and was passed on without validation")]
    public static partial void UnknownEncoding(ILogger logger, string method, string route, string server, string client);

    [LoggerMessage(1006, LogLevel.Information,
        "There is no contract for the API version {Version} of {Method} {Route} from {Server} (client \"{Client}\"); responses are {Treatment} (logged once)")]
    public static partial void NoContract(
        ILogger logger, string version, string method, string route, string server, string client, string treatment);

    [LoggerMessage(1007, LogLevel.Warning,
        "The response to {Method} {Route} from {Server} (client \"{Client}\") has a content type that its contract does not apply to " +
        "and was passed on without validation")]
    public static partial void OtherContentType(ILogger logger, string method, string route, string server, string client);

    [LoggerMessage(1008, LogLevel.Debug,
        "The response to {Method} {Route} from {Server} (client \"{Client}\") conforms to the contract {Contract} ({Bytes} bytes)")]
    public static partial void Valid(ILogger logger, string method, string route, string server, string client, string contract, int bytes);

    [LoggerMessage(1009, LogLevel.Error, "The changed settings of the client \"{Client}\" are not valid; the previous settings remain in effect")]
    public static partial void SettingsRejected(ILogger logger, string client, Exception reason);

    [LoggerMessage(1010, LogLevel.Warning,
        "The body of the response to {Method} {Route} from {Server} (client \"{Client}\") could not be read completely")]
    public static partial void BodyIncomplete(ILogger logger, string method, string route, string server, string client);

    [LoggerMessage(1011, LogLevel.Warning,
        "The response to {Method} {Route} from {Server} (client \"{Client}\") conforms to the contract {Contract}, with warnings: " +
        "the first {Rule} at \"{Pointer}\" ({Line}:{Column}): {Message}")]
    public static partial void ValidWithWarnings(
        ILogger logger,
        string method,
        string route,
        string server,
        string client,
        string contract,
        string rule,
        string pointer,
        int line,
        int column,
        string message);

    [LoggerMessage(1012, LogLevel.Warning,
        "The request {Method} {Route} to {Server} (client \"{Client}\") was repeated although a previous attempt may have taken effect. " +
        "Do not retry methods that are not idempotent: DisableForUnsafeHttpMethods()")]
    public static partial void RequestRepeated(ILogger logger, string method, string route, string server, string client);

    [LoggerMessage(1013, LogLevel.Error,
        "The response to {Method} {Route} from {Server} (client \"{Client}\") could not be validated because of an internal error ({Error}) and was passed on")]
    public static partial void Failed(ILogger logger, string method, string route, string server, string client, string error);
}
