using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PatContracts.Http;
using PatContracts.Http.Health;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extension methods that add the health check of contract violations.</summary>
public static class PatContractHealthCheckExtensions
{
    /// <summary>Adds a health check that reports a degraded status while the last contract violation is recent.</summary>
    /// <param name="builder">The health checks builder.</param>
    /// <param name="name">The name of the health check.</param>
    /// <param name="window">How long a violation counts as recent. The default is one hour.</param>
    /// <param name="failureStatus">
    /// The status to report while a violation is recent. The default is <see cref="HealthStatus.Degraded"/>, because the service itself works.
    /// </param>
    /// <param name="tags">The tags for filtering health checks.</param>
    public static IHealthChecksBuilder AddPatContractHealthCheck(
        this IHealthChecksBuilder builder,
        string name = "pat-contracts",
        TimeSpan? window = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<PatContractViolationMonitor>();
        return builder.Add(new HealthCheckRegistration(
            name,
            services => new PatContractHealthCheck(
                services.GetRequiredService<PatContractViolationMonitor>(),
                services.GetService<TimeProvider>() ?? TimeProvider.System,
                window ?? TimeSpan.FromHours(1)),
            failureStatus ?? HealthStatus.Degraded,
            tags));
    }
}
