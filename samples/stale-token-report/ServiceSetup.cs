using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using PatContracts.Schema;

namespace StaleTokenReport;

internal static class ServiceSetup
{
    public static IServiceCollection AddStaleTokenReport(this IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<ReportSettings>().Bind(settings).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ReportRun>();
        services.AddSingleton<AccessTokens>();
        services.AddTransient<AccessTokenHandler>();
        services.AddHttpClient(AccessTokens.ClientName, UseBaseUrl).AddStandardResilienceHandler().Configure(UseRetryDelay);

        IHttpClientBuilder client = services.AddHttpClient<TokenClient>(UseBaseUrl);
        // From the outermost handler to the innermost: authenticate, retry, validate. The access token comes from a client with its own retries, which
        // this retry policy must not multiply. The contract handler reads the body, so an incomplete body is a failed attempt, and the request is sent
        // again. Requests that change something must not be sent again.
        client.AddHttpMessageHandler<AccessTokenHandler>();
        client.AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods()).Configure(UseRetryDelay);
        client.AddPatContractHandler(options =>
        {
            options.Validation = options.Validation with { UnknownProperties = RuleSeverity.Info };
            options.MaxBodyBytes = 64 << 20;
        });
        return services;
    }

    private static void UseBaseUrl(IServiceProvider services, HttpClient client) =>
        client.BaseAddress = services.GetRequiredService<IOptions<ReportSettings>>().Value.BaseUrl;

    private static void UseRetryDelay(HttpStandardResilienceOptions options, IServiceProvider services) =>
        options.Retry.Delay = services.GetRequiredService<IOptions<ReportSettings>>().Value.RetryDelay;
}
