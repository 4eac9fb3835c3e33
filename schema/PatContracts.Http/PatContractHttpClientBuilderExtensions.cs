using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PatContracts.Http;
using PatContracts.Http.Responses;
using PatContracts.Http.Settings;
using PatContracts.Http.Shared;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the contract handler to an <see cref="HttpClient"/>.</summary>
public static class PatContractHttpClientBuilderExtensions
{
    /// <summary>
    /// Adds a handler that validates personal access token responses. Add it after a retry policy, so that the policy is outside: a body that breaks off is
    /// then one failed attempt of a request that can be repeated.
    /// </summary>
    /// <remarks>
    /// A client has one handler, however often this is called for it, at the position of the last call. Settings add up in the order of the calls; those of
    /// <c>ConfigureHttpClientDefaults</c> come first, so that a client's own settings win.
    /// </remarks>
    /// <param name="builder">The client to add the handler to.</param>
    public static IHttpClientBuilder AddPatContractHandler(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PatContractHandlerOptions>, HandlerOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<PatContractHandlerOptions>, ClientSettings>());
        services.AddOptions<PatContractHandlerOptions>(builder.Name).ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton<PayloadMetrics>();
        services.TryAddSingleton<PatContractViolationMonitor>();
        services.TryAddSingleton<DefaultSettingsChanges>();
        // The name of the builder is null for the defaults of all clients; the handler takes that of the client it is made for.
        services.AddSingleton<IConfigureOptions<HttpClientFactoryOptions>>(
            new ConfigureNamedOptions<HttpClientFactoryOptions>(builder.Name, static options => options.HttpMessageHandlerBuilderActions.Add(AddHandler)));
        return builder;
    }

    /// <summary>Adds the handler with settings from a configuration section. A key that is not a setting stops the host from starting.</summary>
    /// <inheritdoc cref="AddPatContractHandler(IHttpClientBuilder)"/>
    /// <param name="builder">The client to add the handler to.</param>
    /// <param name="section">The section with the properties of <see cref="PatContractHandlerOptions"/>. Changes take effect.</param>
    public static IHttpClientBuilder AddPatContractHandler(this IHttpClientBuilder builder, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        builder.Services.AddSingleton(new SettingsSource(builder.Name, options => HandlerConfiguration.Bind(section, options)));
        builder.Services.AddSingleton<IOptionsChangeTokenSource<PatContractHandlerOptions>>(
            new ConfigurationChangeTokenSource<PatContractHandlerOptions>(builder.Name, section));
        return builder.AddPatContractHandler();
    }

    /// <summary>Adds the handler with settings from a delegate.</summary>
    /// <inheritdoc cref="AddPatContractHandler(IHttpClientBuilder)"/>
    /// <param name="builder">The client to add the handler to.</param>
    /// <param name="configure">Changes the settings.</param>
    public static IHttpClientBuilder AddPatContractHandler(this IHttpClientBuilder builder, Action<PatContractHandlerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddSingleton(new SettingsSource(builder.Name, configure));
        return builder.AddPatContractHandler();
    }

    private static void AddHandler(HttpMessageHandlerBuilder builder)
    {
        PatContractHandler handler = builder.AdditionalHandlers.OfType<PatContractHandler>().FirstOrDefault() ?? Create(builder.Services, builder.Name ?? "");
        builder.AdditionalHandlers.Remove(handler);
        builder.AdditionalHandlers.Add(handler);
    }

    private static PatContractHandler Create(IServiceProvider services, string client)
    {
        ILogger logger = services.GetRequiredService<ILogger<PatContractHandler>>();
        TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        services.GetRequiredService<DefaultSettingsChanges>();
        return new PatContractHandler(
            client,
            new HandlerPlanSource(services.GetRequiredService<IOptionsMonitor<PatContractHandlerOptions>>(), client, logger, time),
            logger,
            new ResponseValidation(logger, services.GetRequiredService<PayloadMetrics>(), services.GetRequiredService<PatContractViolationMonitor>(), time));
    }
}
