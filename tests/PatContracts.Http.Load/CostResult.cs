namespace PatContracts.Http.Load;

/// <summary>The duration of a request and the memory that the process, with client and server, allocates for it.</summary>
/// <param name="Case">The name of the case.</param>
/// <param name="Bytes">The length of the body.</param>
/// <param name="MedianWithout">The median duration in microseconds without validation.</param>
/// <param name="MedianWith">The median duration in microseconds with validation.</param>
/// <param name="P99Without">The 99th percentile in microseconds without validation.</param>
/// <param name="P99With">The 99th percentile in microseconds with validation.</param>
/// <param name="AllocatedWithout">The bytes allocated for a request without validation.</param>
/// <param name="AllocatedWith">The bytes allocated for a request with validation.</param>
public sealed record CostResult(
    string Case, int Bytes, double MedianWithout, double MedianWith, double P99Without, double P99With, long AllocatedWithout, long AllocatedWith);
