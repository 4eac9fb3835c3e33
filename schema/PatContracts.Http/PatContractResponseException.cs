using System.Net;
using PatContracts.Schema;

namespace PatContracts.Http;

/// <summary>
/// A response was rejected: it breaks its contract, or could not be held against it (see the findings' rules). It is not an
/// <see cref="HttpRequestException"/>, so that policies which retry lost connections do not ask again for a payload that will not change.
/// </summary>
public sealed class PatContractResponseException : ContractViolationException
{
    internal PatContractResponseException(string contract, IReadOnlyList<Finding> findings, HttpMethod method, string route, HttpStatusCode status)
        : base(contract, findings, $"The response to {method} {route}")
    {
        Method = method;
        Route = route;
        StatusCode = status;
    }

    /// <summary>The request's method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The template of the request's path, without ids: <c>/v3/personal-access-tokens/{id}</c>.</summary>
    public string Route { get; }

    /// <summary>The response's status.</summary>
    public HttpStatusCode StatusCode { get; }
}
