namespace PatContracts.Http;

/// <summary>What happens to payloads that violate their contract.</summary>
public enum PatContractMode
{
    /// <summary>They are reported (log, metrics, health check) and passed on.</summary>
    Observe = 0,

    /// <summary>
    /// They are reported and withheld: a client throws <see cref="PatContractResponseException"/>, a server responds with problem details. So is what
    /// should have been validated and could not be. The response to the creation of a token is passed on all the same.
    /// </summary>
    Reject,

    /// <summary>Nothing is validated.</summary>
    Off,
}
