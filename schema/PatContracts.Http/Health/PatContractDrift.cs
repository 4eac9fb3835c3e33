namespace PatContracts.Http;

/// <summary>One response that broke its contract, as far as it may be shown.</summary>
/// <param name="SeenAt">When it was seen.</param>
/// <param name="Client">Name of the HTTP client; empty for the default one.</param>
/// <param name="Contract">Name of the contract.</param>
/// <param name="Route">Template of the path, without ids.</param>
/// <param name="Rule">Rule of the first finding that is an error.</param>
/// <param name="Findings">How many findings there were.</param>
/// <param name="Rejected">Whether the response was kept from the caller.</param>
public sealed record PatContractDrift(DateTimeOffset SeenAt, string Client, string Contract, string Route, string Rule, int Findings, bool Rejected);
