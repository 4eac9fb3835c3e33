using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PatContracts.Http.Health;

/// <summary>
/// Reports the last drift seen: the registration's failure status while it is recent, healthy otherwise. Its place is in the data either
/// way.
/// </summary>
internal sealed class PatContractHealthCheck(PatContractDriftMonitor monitor, TimeProvider time, TimeSpan window) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check(context.Registration.FailureStatus));

    private HealthCheckResult Check(HealthStatus failure)
    {
        if (monitor.Last is not { } drift) return HealthCheckResult.Healthy("No response has broken its contract");
        Dictionary<string, object> data = new()
        {
            ["seenAt"] = drift.SeenAt,
            ["client"] = drift.Client,
            ["contract"] = drift.Contract,
            ["server"] = drift.Server,
            ["route"] = drift.Route,
            ["rule"] = drift.Rule,
            ["findings"] = drift.Findings,
            ["rejected"] = drift.Rejected,
        };
        return time.GetUtcNow() - drift.SeenAt <= window
            ? new HealthCheckResult(failure, $"A response to {drift.Route} broke the contract {drift.Contract}: {drift.Rule}", data: data)
            : HealthCheckResult.Healthy("No response has broken its contract recently", data);
    }
}
