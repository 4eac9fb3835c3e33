using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PatContracts.AspNetCore;
using PatContracts.AspNetCore.Requests;
using PatContracts.AspNetCore.Settings;
using PatContracts.Http.Shared;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extension methods that register the validation of request bodies.</summary>
public static class PatContractsServiceCollectionExtensions
{
    /// <summary>Registers the validation of request bodies against the built-in contracts and the contracts configured elsewhere.</summary>
    /// <param name="services">The service collection.</param>
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

    /// <summary>Registers the validation of request bodies, configured by a delegate.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="configure">A delegate that adds contracts and sets options.</param>
    public static IServiceCollection AddPatContracts(this IServiceCollection services, Action<PatContractsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddPatContracts().Configure(configure);
    }

    /// <summary>Registers the validation of request bodies, configured by a configuration section. The host does not start if a key is unknown.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="section">The section with the properties of <see cref="PatContractsOptions"/>. Changes take effect without a restart.</param>
    public static IServiceCollection AddPatContracts(this IServiceCollection services, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        services.AddPatContracts().Configure<PatContractsOptions>(options => PatContractsConfiguration.Bind(section, options));
        return services.AddSingleton<IOptionsChangeTokenSource<PatContractsOptions>>(new ConfigurationChangeTokenSource<PatContractsOptions>(section));
    }
}
