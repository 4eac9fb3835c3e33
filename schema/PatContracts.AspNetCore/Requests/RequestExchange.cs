using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PatContracts.AspNetCore.Settings;
using PatContracts.AspNetCore.Telemetry;
using PatContracts.Http;
using PatContracts.Schema;

namespace PatContracts.AspNetCore.Requests;

/// <summary>A request and the state of its validation.</summary>
internal sealed class RequestExchange(RequestPlan plan, PatContractMode mode, RequestContract contract, HttpContext context)
{
    public RequestPlan Plan => plan;

    public PatContractMode Mode => mode;

    public HttpContext Context => context;

    public bool Rejects => mode == PatContractMode.Reject;

    /// <summary>The contracts that an OpenAPI document defines for the body; null for a named contract.</summary>
    public OpenApiBodyContracts? DescribedBody => contract.Described;

    /// <summary>The contract that the document defines for the media type of the body; null for a named contract.</summary>
    public Contract? Described { get; set; }

    /// <summary>The request's method and the pattern of the endpoint's route.</summary>
    public RequestOrigin Origin { get; } =
        new(context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? contract.Template ?? "(no route)");

    /// <summary>The name of the contract. Changes to the name of its list form when the body turns out to be an array.</summary>
    public string Contract { get; set; } = contract.ContractName;

    public Activity? Activity { get; set; }

    /// <summary>The stream that replaces the request body; null if the body has not been read.</summary>
    public Stream? Body { get; set; }
}
