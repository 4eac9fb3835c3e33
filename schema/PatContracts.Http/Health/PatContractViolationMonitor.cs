namespace PatContracts.Http;

/// <summary>Holds the last violation across all HTTP clients of the application. This type is thread-safe.</summary>
public sealed class PatContractViolationMonitor
{
    private PatContractViolation? _last;

    /// <summary>The last violation; null if no response has violated its contract.</summary>
    public PatContractViolation? Last => Volatile.Read(ref _last);

    internal void Report(PatContractViolation violation) => Volatile.Write(ref _last, violation);
}
