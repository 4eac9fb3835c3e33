namespace PatContracts.Http;

/// <summary>What the handler does with responses that break their contract.</summary>
public enum PatContractMode
{
    /// <summary>Reports them (log, metrics, health check) and passes them on. The default.</summary>
    Observe = 0,

    /// <summary>Reports them and throws <see cref="PatContractResponseException"/> instead of passing them on.</summary>
    Reject,

    /// <summary>Nothing is looked at.</summary>
    Off,
}
