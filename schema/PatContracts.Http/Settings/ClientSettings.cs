using Microsoft.Extensions.Options;

namespace PatContracts.Http.Settings;

/// <summary>
/// Configures the options of a client: first the defaults of all clients, then its own, each in the order in which they were added. A client's own options
/// take precedence even if they were added before the defaults.
/// </summary>
internal sealed class ClientSettings(IEnumerable<SettingsSource> sources) : IConfigureNamedOptions<PatContractHandlerOptions>
{
    private readonly SettingsSource[] _sources = [.. sources.OrderBy(source => source.Client is not null)];

    public void Configure(PatContractHandlerOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, PatContractHandlerOptions options)
    {
        string client = name ?? Options.DefaultName;
        foreach (SettingsSource source in _sources)
        {
            if (source.Client is null || source.Client == client) source.Apply(options);
        }
    }
}
