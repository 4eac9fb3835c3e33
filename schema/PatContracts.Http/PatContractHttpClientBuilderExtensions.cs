using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PatContracts.Http;
using PatContracts.Http.Settings;
using PatContracts.Http.Telemetry;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the contract handler to an <see cref="HttpClient"/>.</summary>
public static class PatContractHttpClientBuilderExtensions
{
    /// <summary>
    /// Adds a handler that holds personal access token responses against their contract. Add it after a retry policy, so that it stands
    /// inside: a body that breaks off while it is read is then one failed attempt. Adding it twice to one client adds it once.
    /// </summary>
    /// <param name="builder">The client to add the handler to.</param>
    public static IHttpClientBuilder AddPatContractHandler(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PatContractHandlerOptions>, HandlerOptionsValidator>());
        services.AddOptions<PatContractHandlerOptions>(builder.Name).ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton<HandlerMetrics>();
        services.TryAddSingleton<PatContractDriftMonitor>();

        string client = builder.Name;
        bool isAdded = services.Any(service => service.ServiceType == typeof(AddedTo) && ((AddedTo)service.ImplementationInstance!).Client == client);
        if (isAdded) return builder;
        services.AddSingleton(new AddedTo(client));
        return builder.AddHttpMessageHandler(provider => Create(provider, client));
    }

    /// <summary>Adds the handler with settings from a configuration section. A key that is not a setting stops the start.</summary>
    /// <inheritdoc cref="AddPatContractHandler(IHttpClientBuilder)"/>
    /// <param name="builder">The client to add the handler to.</param>
    /// <param name="section">The section that holds the members of <see cref="PatContractHandlerOptions"/>. Changes are followed.</param>
    public static IHttpClientBuilder AddPatContractHandler(this IHttpClientBuilder builder, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        builder.Services.AddSingleton<IConfigureOptions<PatContractHandlerOptions>>(new HandlerConfiguration(builder.Name, section));
        builder.Services.AddSingleton<IOptionsChangeTokenSource<PatContractHandlerOptions>>(
            new ConfigurationChangeTokenSource<PatContractHandlerOptions>(builder.Name, section));
        return builder.AddPatContractHandler();
    }

    /// <summary>Adds the handler with settings from a delegate.</summary>
    /// <inheritdoc cref="AddPatContractHandler(IHttpClientBuilder)"/>
    /// <param name="builder">The client to add the handler to.</param>
    /// <param name="configure">Changes the default settings.</param>
    public static IHttpClientBuilder AddPatContractHandler(this IHttpClientBuilder builder, Action<PatContractHandlerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Configure(builder.Name, configure);
        return builder.AddPatContractHandler();
    }

    private static PatContractHandler Create(IServiceProvider provider, string client)
    {
        ILogger logger = provider.GetRequiredService<ILogger<PatContractHandler>>();
        TimeProvider time = provider.GetService<TimeProvider>() ?? TimeProvider.System;
        return new PatContractHandler(
            client,
            new HandlerPlanSource(provider.GetRequiredService<IOptionsMonitor<PatContractHandlerOptions>>(), client, logger, time),
            logger,
            provider.GetRequiredService<HandlerMetrics>(),
            provider.GetRequiredService<PatContractDriftMonitor>(),
            time);
    }

    private sealed record AddedTo(string Client);
}
