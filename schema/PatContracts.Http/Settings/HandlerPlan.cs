using PatContracts.Http.Routing;
using PatContracts.Schema;

namespace PatContracts.Http.Settings;

/// <summary>A handler's settings, worked out once for every request that comes under them.</summary>
internal sealed class HandlerPlan
{
    private int _noContractSaid;

    public HandlerPlan(PatContractHandlerOptions options, TimeProvider time)
    {
        Options = options;
        Contracts = new ContractSet(options.Contracts);
        Routes = new RouteTable(options, Contracts);
        Validation = options.Validation;
        Checks = options.Checks is { } checks && checks.TimeProvider == TimeProvider.System ? checks with { TimeProvider = time } : options.Checks;
    }

    public PatContractHandlerOptions Options { get; }

    public ContractSet Contracts { get; }

    public RouteTable Routes { get; }

    public ValidationOptions Validation { get; }

    /// <summary>The PAT checks, or null where none are asked for.</summary>
    public PatCheckOptions? Checks { get; }

    /// <summary>True for the first caller only.</summary>
    public bool SayNoContract() => Interlocked.Exchange(ref _noContractSaid, 1) == 0;
}
