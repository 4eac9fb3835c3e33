using Microsoft.AspNetCore.Http;
using PatContracts.AspNetCore.Requests;
using PatContracts.Http.Shared;

namespace PatContracts.AspNetCore.Settings;

/// <summary>The options of a server, prepared once for all requests.</summary>
internal sealed class RequestPlan(PatContractsOptions options, TimeProvider time)
    : ValidationPlan(options.Contracts, options.ContentTypes, options.Validation, options.Checks, time)
{
    private readonly OperationTable[] _documents = options.Documents.CreateTables(isServer: true);

    public PatContractsOptions Options => options;

    /// <summary>Throws if a contract does not exist.</summary>
    /// <exception cref="InvalidOperationException">No contract has this name.</exception>
    public void Require(string contract)
    {
        if (!Contracts.TryGet(contract, out _))
            throw new InvalidOperationException($"There is no contract named \"{contract}\".{Suggestions.For(contract, Contracts.Names)}");
    }

    /// <summary>Returns the contract that the OpenAPI documents define for the body of a request, or null if they define no JSON schema for it.</summary>
    public RequestContract? Find(HttpRequest request)
    {
        if (_documents.Length == 0) return null;
        string[] segments = RouteTemplate.Split(request.PathBase.Add(request.Path).ToUriComponent());
        foreach (OperationTable document in _documents)
        {
            if (document.Find(request.Method, segments) is not { } found || found.Operation.Request is not { } body || body.GetContract() is null) continue;
            return new RequestContract($"{found.Operation} request", document.Mode) { Described = body, Template = found.Template };
        }

        return null;
    }
}
