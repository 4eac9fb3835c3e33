using System.Diagnostics;
using PatContracts.Http.Routing;
using PatContracts.Http.Settings;
using PatContracts.Http.Telemetry;
using PatContracts.Schema;

namespace PatContracts.Http.Responses;

/// <summary>A response on one of the handler's routes, and how it is validated.</summary>
internal sealed class ResponseExchange(HandlerPlan plan, RouteMatch route, ResponseOrigin origin, HttpResponseMessage response)
{
    public HandlerPlan Plan => plan;

    public RouteMatch Route => route;

    public ResponseOrigin Origin => origin;

    public HttpResponseMessage Response => response;

    /// <summary>Name of the contract; for an array, that of the list as soon as it is known to be one.</summary>
    public string Contract { get; set; } = route.Contract ?? "none";

    /// <summary>The contract that an OpenAPI document has for the response; null if the contract is a named one.</summary>
    public Contract? Described { get; set; }

    public Activity? Activity { get; set; }

    /// <summary>Whether the request can be sent again without a second effect.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>What happens to violations on the route.</summary>
    public PatContractMode Mode { get; } = route.Mode ?? plan.Options.Mode;

    /// <summary>
    /// Whether a response that is not valid, or could not be validated, is withheld from the caller. An error response is not: the caller, or a policy that
    /// retries, has to see its status.
    /// </summary>
    public bool Rejects => Mode == PatContractMode.Reject && !Route.IsCreation && (int)Response.StatusCode < 400;
}
