using Microsoft.Extensions.Options;

namespace PatContracts.Http.Settings;

/// <summary>
/// Makes changed settings of all clients take effect for each client. The options framework renews the settings of the name that a change is reported
/// under, and a change of the defaults has no name.
/// </summary>
internal sealed class DefaultSettingsChanges : IDisposable
{
    private readonly IDisposable? _changes;

    public DefaultSettingsChanges(IOptionsMonitor<PatContractHandlerOptions> settings, IOptionsMonitorCache<PatContractHandlerOptions> cache) =>
        _changes = settings.OnChange((_, name) =>
        {
            if (string.IsNullOrEmpty(name)) cache.Clear();
        });

    public void Dispose() => _changes?.Dispose();
}
