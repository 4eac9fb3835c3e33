namespace PatContracts.Http;

/// <summary>Holds the last violation of all clients of a service. Safe for any number of threads.</summary>
public sealed class PatContractViolationMonitor
{
    private PatContractViolation? _last;

    /// <summary>The last violation; null if there has been none.</summary>
    public PatContractViolation? Last => Volatile.Read(ref _last);

    internal void Report(PatContractViolation violation) => Volatile.Write(ref _last, violation);
}
