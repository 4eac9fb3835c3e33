using System.Net;
using PatContracts.Schema;

namespace PatContracts.Http;

/// <summary>
/// The exception that is thrown when a response is rejected: it violates its contract, or could not be validated (see the findings' rules). It is not an
/// <see cref="HttpRequestException"/>, so that policies which retry lost connections do not ask again for a payload that will not change.
/// </summary>
public sealed class PatContractResponseException : ContractViolationException
{
    /// <summary>Creates the exception with a default message.</summary>
    public PatContractResponseException()
        : this("The response was rejected.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">The message.</param>
    public PatContractResponseException(string message)
        : this(message, (Exception?)null)
    {
    }

    /// <summary>Creates the exception with a message and the exception that caused it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause, or null.</param>
    public PatContractResponseException(string message, Exception? innerException)
        : base(message, innerException)
    {
        Method = HttpMethod.Get;
        Route = "";
    }

    /// <summary>Creates the exception for the findings of one response.</summary>
    /// <param name="contract">Name of the violated contract.</param>
    /// <param name="findings">The findings, in document order; at least one.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="route">The template of the request's path.</param>
    /// <param name="status">The response's status.</param>
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
