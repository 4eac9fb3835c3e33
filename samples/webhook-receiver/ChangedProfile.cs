namespace WebhookReceiver;

/// <summary>The access profile that an event is about.</summary>
internal sealed record ChangedProfile(string Id, string Name);
