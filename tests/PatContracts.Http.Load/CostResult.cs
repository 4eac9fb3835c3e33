namespace PatContracts.Http.Load;

/// <summary>Time of one request, and what the whole process allocates for it, client and server together.</summary>
/// <param name="Case">Name of the case.</param>
/// <param name="Bytes">Length of the body.</param>
/// <param name="MedianWithout">Median microseconds without validation.</param>
/// <param name="MedianWith">Median microseconds with it.</param>
/// <param name="P99Without">99th percentile in microseconds without validation.</param>
/// <param name="P99With">99th percentile in microseconds with it.</param>
/// <param name="AllocatedWithout">Bytes allocated by a request without validation.</param>
/// <param name="AllocatedWith">Bytes allocated by a request with it.</param>
public sealed record CostResult(
    string Case, int Bytes, double MedianWithout, double MedianWith, double P99Without, double P99With, long AllocatedWithout, long AllocatedWith);
