namespace PatContracts.Http;

/// <summary>Remembers the last response that broke its contract, over all clients of a service. Safe for any number of threads.</summary>
public sealed class PatContractDriftMonitor
{
    private PatContractDrift? _last;

    /// <summary>The last one seen, or null when every response so far kept its contract.</summary>
    public PatContractDrift? Last => Volatile.Read(ref _last);

    internal void Report(PatContractDrift drift) => Volatile.Write(ref _last, drift);
}
