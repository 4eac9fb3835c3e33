namespace PatContracts.Http;

/// <summary>How payloads that violate their contract are handled.</summary>
public enum PatContractMode
{
    /// <summary>Violations are reported (log, metrics, health check), and the payload is passed on.</summary>
    Observe = 0,

    /// <summary>
    /// Violations are reported, and the payload is withheld: a client throws <see cref="PatContractResponseException"/>, a server responds with problem
    /// details. The same applies to a payload that cannot be validated. The response to the creation of a token is always passed on.
    /// </summary>
    Reject,

    /// <summary>Payloads are not validated.</summary>
    Off,
}
