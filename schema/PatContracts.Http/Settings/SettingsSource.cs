namespace PatContracts.Http.Settings;

/// <summary>A delegate or a configuration section that sets options.</summary>
/// <param name="Client">The name of the client; null for all clients.</param>
/// <param name="Apply">Sets the options.</param>
internal sealed record SettingsSource(string? Client, Action<PatContractHandlerOptions> Apply);
