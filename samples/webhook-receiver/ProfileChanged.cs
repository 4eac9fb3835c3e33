using PatContracts;

namespace WebhookReceiver;

/// <summary>The event. The analyzers hold the class to the contract that the endpoint holds requests to.</summary>
[ContractModel("profile-changed")]
internal sealed record ProfileChanged(string EventId, DateTimeOffset Occurred, string Change, ChangedProfile Profile);
