using System.Diagnostics;
using PatContracts.Http.Routing;
using PatContracts.Http.Settings;
using PatContracts.Http.Telemetry;
using PatContracts.Schema;

namespace PatContracts.Http.Responses;

/// <summary>A response on one of the handler's routes, and the state of its validation.</summary>
internal sealed class ResponseExchange(HandlerPlan plan, RouteMatch route, ResponseOrigin origin, HttpResponseMessage response)
{
    public HandlerPlan Plan => plan;

    public RouteMatch Route => route;

    public ResponseOrigin Origin => origin;

    public HttpResponseMessage Response => response;

    /// <summary>The name of the contract. Changes to the name of its list form when the body turns out to be an array.</summary>
    public string Contract { get; set; } = route.Contract ?? "none";

    /// <summary>The contract that an OpenAPI document defines for the response; null for a named contract.</summary>
    public Contract? Described { get; set; }

    public Activity? Activity { get; set; }

    /// <summary>Whether the request is idempotent, so that it can be repeated.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>How violations on the route are handled.</summary>
    public PatContractMode Mode { get; } = route.Mode ?? plan.Options.Mode;

    /// <summary>
    /// Whether the response is withheld from the caller if it is invalid or cannot be validated. An error response is never withheld, because the caller or
    /// a retry policy needs its status.
    /// </summary>
    public bool Rejects => Mode == PatContractMode.Reject && !Route.IsCreation && (int)Response.StatusCode < 400;
}
