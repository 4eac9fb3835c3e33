using PatContracts;

namespace WebhookReceiver;

/// <summary>The event. The analyzers check the class against the contract that also validates the requests to the endpoint.</summary>
[ContractModel("profile-changed")]
internal sealed record ProfileChanged(string EventId, DateTimeOffset Occurred, string Change, ChangedProfile Profile);
