using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PatContracts.Http.Health;

/// <summary>
/// Reports the registration's failure status while the last violation is recent, and healthy otherwise. In both cases the data describes that violation.
/// </summary>
internal sealed class PatContractHealthCheck(PatContractViolationMonitor monitor, TimeProvider time, TimeSpan window) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check(context.Registration.FailureStatus));

    private HealthCheckResult Check(HealthStatus failure)
    {
        if (monitor.Last is not { } violation) return HealthCheckResult.Healthy("No response has violated its contract");
        Dictionary<string, object> data = new()
        {
            ["seenAt"] = violation.SeenAt,
            ["client"] = violation.Client,
            ["contract"] = violation.Contract,
            ["server"] = violation.Server,
            ["route"] = violation.Route,
            ["rule"] = violation.Rule,
            ["findings"] = violation.Findings,
            ["rejected"] = violation.Rejected,
        };
        return time.GetUtcNow() - violation.SeenAt <= window
            ? new HealthCheckResult(failure, $"A response to {violation.Route} violates the contract {violation.Contract}: {violation.Rule}", data: data)
            : HealthCheckResult.Healthy("No response has violated its contract recently", data);
    }
}
