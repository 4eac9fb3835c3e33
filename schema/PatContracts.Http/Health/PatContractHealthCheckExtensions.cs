using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PatContracts.Http;
using PatContracts.Http.Health;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health check that reports violations of contracts.</summary>
public static class PatContractHealthCheckExtensions
{
    /// <summary>Adds a health check that is degraded while the last violation of a contract is recent.</summary>
    /// <param name="builder">The health checks of the service.</param>
    /// <param name="name">Name of the check.</param>
    /// <param name="window">How long a violation is recent; an hour by default.</param>
    /// <param name="failureStatus">What to report meanwhile; <see cref="HealthStatus.Degraded"/> by default, because the service itself
    /// works.</param>
    /// <param name="tags">Tags to filter checks by.</param>
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
