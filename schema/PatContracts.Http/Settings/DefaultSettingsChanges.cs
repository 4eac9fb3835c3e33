using Microsoft.Extensions.Options;

namespace PatContracts.Http.Settings;

/// <summary>
/// Applies changes of the default options to each client. The options framework renews only the options whose name a change is reported for, and a change
/// of the defaults has no name.
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
