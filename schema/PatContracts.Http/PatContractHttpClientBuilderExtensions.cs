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

/// <summary>Extension methods that add the contract handler to an <see cref="HttpClient"/>.</summary>
public static class PatContractHttpClientBuilderExtensions
{
    /// <summary>
    /// Adds a handler that validates personal access token responses. Add it after a retry policy, so that the policy wraps the handler and can retry a
    /// request whose response body is incomplete.
    /// </summary>
    /// <remarks>
    /// Calling this method again for a client does not add a second handler: it moves the handler to the position of the last call. Options are applied in
    /// the order of the calls; those of <c>ConfigureHttpClientDefaults</c> are applied first, so that a client can override them.
    /// </remarks>
    /// <param name="builder">The builder of the client.</param>
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
        // The builder has no name in ConfigureHttpClientDefaults; the handler uses the name of the client that it is created for.
        services.AddSingleton<IConfigureOptions<HttpClientFactoryOptions>>(
            new ConfigureNamedOptions<HttpClientFactoryOptions>(builder.Name, static options => options.HttpMessageHandlerBuilderActions.Add(AddHandler)));
        return builder;
    }

    /// <summary>Adds the handler with options from a configuration section. The host does not start if a key is unknown.</summary>
    /// <inheritdoc cref="AddPatContractHandler(IHttpClientBuilder)"/>
    /// <param name="builder">The builder of the client.</param>
    /// <param name="section">The section with the properties of <see cref="PatContractHandlerOptions"/>. Changes take effect without a restart.</param>
    public static IHttpClientBuilder AddPatContractHandler(this IHttpClientBuilder builder, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(section);
        builder.Services.AddSingleton(new SettingsSource(builder.Name, options => HandlerConfiguration.Bind(section, options)));
        builder.Services.AddSingleton<IOptionsChangeTokenSource<PatContractHandlerOptions>>(
            new ConfigurationChangeTokenSource<PatContractHandlerOptions>(builder.Name, section));
        return builder.AddPatContractHandler();
    }

    /// <summary>Adds the handler with options from a delegate.</summary>
    /// <inheritdoc cref="AddPatContractHandler(IHttpClientBuilder)"/>
    /// <param name="builder">The builder of the client.</param>
    /// <param name="configure">A delegate that sets the options.</param>
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
