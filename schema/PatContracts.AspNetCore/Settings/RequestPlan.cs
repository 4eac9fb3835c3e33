using PatContracts.Http.Shared;

namespace PatContracts.AspNetCore.Settings;

/// <summary>The settings of the server, prepared once for all requests under them.</summary>
internal sealed class RequestPlan(PatContractsOptions options, TimeProvider time)
    : ValidationPlan(options.Contracts, options.ContentTypes, options.Validation, options.Checks, time)
{
    public PatContractsOptions Options => options;

    /// <summary>Requires a contract to exist.</summary>
    /// <exception cref="InvalidOperationException">There is no contract of this name.</exception>
    public void Require(string contract)
    {
        if (!Contracts.TryGet(contract, out _))
            throw new InvalidOperationException($"There is no contract named \"{contract}\".{Suggestions.For(contract, Contracts.Names)}");
    }
}
