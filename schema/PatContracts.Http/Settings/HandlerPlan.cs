using PatContracts.Http.Routing;
using PatContracts.Http.Shared;

namespace PatContracts.Http.Settings;

/// <summary>The options of a handler, prepared once for all requests.</summary>
internal sealed class HandlerPlan : ValidationPlan
{
    // Versions come from paths, so their number is limited.
    private const int MaxVersions = 32;

    private readonly HashSet<string> _unknownVersions = [];

    public HandlerPlan(PatContractHandlerOptions options, TimeProvider time)
        : base(options.Contracts, options.ContentTypes, options.Validation, options.Checks, time)
    {
        Options = options;
        Routes = new RouteTable(options, Contracts);
        IsOff = options.Mode == PatContractMode.Off && options.Routes.All(static route => route.Mode is null or PatContractMode.Off)
            && options.Documents.AreOff;
    }

    public PatContractHandlerOptions Options { get; }

    public RouteTable Routes { get; }

    /// <summary>Whether validation is off on all routes.</summary>
    public bool IsOff { get; }

    /// <summary>Records an API version without contracts. Returns whether it is new.</summary>
    public bool IsFirst(string? version)
    {
        lock (_unknownVersions) return _unknownVersions.Count < MaxVersions && _unknownVersions.Add(version ?? "");
    }
}
