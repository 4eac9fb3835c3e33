using System.Net;
using PatContracts.Schema;

namespace PatContracts.Http;

/// <summary>
/// The exception that is thrown when a response is rejected because it violates its contract or cannot be validated (see the rules of the findings). It does
/// not derive from <see cref="HttpRequestException"/>, so that policies that retry failed connections do not repeat the request: the response would not
/// change.
/// </summary>
public sealed class PatContractResponseException : ContractViolationException
{
    /// <summary>Initializes a new instance of the <see cref="PatContractResponseException"/> class with a default message.</summary>
    public PatContractResponseException()
        : this("The response was rejected.")
    {
    }

    /// <summary>Initializes a new instance of the <see cref="PatContractResponseException"/> class with a message.</summary>
    /// <param name="message">The message.</param>
    public PatContractResponseException(string message)
        : this(message, (Exception?)null)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="PatContractResponseException"/> class with a message and an inner exception.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The exception that caused this one, or null.</param>
    public PatContractResponseException(string message, Exception? innerException)
        : base(message, innerException)
    {
        Method = HttpMethod.Get;
        Route = "";
    }

    /// <summary>Initializes a new instance of the <see cref="PatContractResponseException"/> class for the findings of a response.</summary>
    /// <param name="contract">The name of the violated contract.</param>
    /// <param name="findings">One or more findings, in document order.</param>
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
