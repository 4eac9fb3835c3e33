namespace WebhookReceiver;

internal static partial class ReceiverLog
{
    [LoggerMessage(1, LogLevel.Information, "{Change}: {ProfileId}")]
    public static partial void Changed(ILogger logger, string change, string profileId);
}
