namespace PatContracts.Http.Settings;

/// <summary>One call that adds settings: a delegate or a configuration section.</summary>
/// <param name="Client">The client whose settings they are; null for all clients.</param>
/// <param name="Apply">Changes the settings.</param>
internal sealed record SettingsSource(string? Client, Action<PatContractHandlerOptions> Apply);
