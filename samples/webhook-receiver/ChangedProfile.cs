namespace WebhookReceiver;

/// <summary>The access profile that an event refers to.</summary>
internal sealed record ChangedProfile(string Id, string Name);
