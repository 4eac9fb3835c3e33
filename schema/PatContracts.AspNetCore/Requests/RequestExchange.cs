using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PatContracts.AspNetCore.Settings;
using PatContracts.AspNetCore.Telemetry;
using PatContracts.Http;
using PatContracts.Schema;

namespace PatContracts.AspNetCore.Requests;

/// <summary>A request whose body is validated.</summary>
internal sealed class RequestExchange(RequestPlan plan, PatContractMode mode, RequestContract contract, HttpContext context)
{
    public RequestPlan Plan => plan;

    public PatContractMode Mode => mode;

    public HttpContext Context => context;

    public bool Rejects => mode == PatContractMode.Reject;

    /// <summary>What an OpenAPI document says of the body; null if the contract is a named one.</summary>
    public OpenApiBodyContracts? DescribedBody => contract.Described;

    /// <summary>The contract that the document has for the body; null if the contract is a named one.</summary>
    public Contract? Described { get; set; }

    /// <summary>The method, and the pattern of the endpoint's route.</summary>
    public RequestOrigin Origin { get; } =
        new(context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? contract.Template ?? "(no route)");

    /// <summary>Name of the contract; for an array, that of the list as soon as it is known to be one.</summary>
    public string Contract { get; set; } = contract.ContractName;

    public Activity? Activity { get; set; }

    /// <summary>What the endpoint reads in place of the body; null if the body has not been touched.</summary>
    public Stream? Body { get; set; }
}
