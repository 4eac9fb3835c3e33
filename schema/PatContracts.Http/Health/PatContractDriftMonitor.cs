namespace PatContracts.Http;

/// <summary>Remembers the last response that violated its contract, for all clients of a service. Safe for any number of threads.</summary>
public sealed class PatContractDriftMonitor
{
    private PatContractDrift? _last;

    /// <summary>The last violation; null if there has been none.</summary>
    public PatContractDrift? Last => Volatile.Read(ref _last);

    internal void Report(PatContractDrift drift) => Volatile.Write(ref _last, drift);
}
