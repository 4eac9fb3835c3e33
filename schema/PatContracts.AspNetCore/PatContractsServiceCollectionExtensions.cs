using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PatContracts.AspNetCore;
using PatContracts.AspNetCore.Requests;
using PatContracts.AspNetCore.Settings;
using PatContracts.Http.Shared;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the contracts of a server.</summary>
public static class PatContractsServiceCollectionExtensions
{
    /// <summary>Registers the validation of request bodies against the built-in contracts and those that are configured elsewhere.</summary>
    /// <param name="services">The services of the application.</param>
    public static IServiceCollection AddPatContracts(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<PatContractsOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PatContractsOptions>, PatContractsOptionsValidator>());
        services.AddMetrics();
        services.TryAddSingleton<PayloadMetrics>();
        services.TryAddSingleton<RequestValidation>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, EndpointValidation>());
        return services;
    }

    /// <summary>Registers contracts, and how request bodies are validated against them.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Adds contracts and changes settings.</param>
    public static IServiceCollection AddPatContracts(this IServiceCollection services, Action<PatContractsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddPatContracts().Configure(configure);
    }

    /// <summary>Changes settings to those of a configuration section. A key that is not a setting stops the host from starting.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="section">The section with the properties of <see cref="PatContractsOptions"/>. Changes take effect.</param>
    public static IServiceCollection AddPatContracts(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        services.AddPatContracts().Configure<PatContractsOptions>(options => PatContractsConfiguration.Bind(section, options));
        return services.AddSingleton<IOptionsChangeTokenSource<PatContractsOptions>>(new ConfigurationChangeTokenSource<PatContractsOptions>(section));
    }
}
