namespace PatContracts.Http;

/// <summary>A response that violates its contract. Contains no value of the response.</summary>
public sealed record PatContractViolation
{
    /// <summary>The time of the violation.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>The name of the HTTP client; empty for the default client.</summary>
    public required string Client { get; init; }

    /// <summary>The host that sent the response, with the port unless it is the default port.</summary>
    public required string Server { get; init; }

    /// <summary>The name of the contract.</summary>
    public required string Contract { get; init; }

    /// <summary>The template of the path, without ids.</summary>
    public required string Route { get; init; }

    /// <summary>The rule of the first error.</summary>
    public required string Rule { get; init; }

    /// <summary>The number of findings.</summary>
    public required int Findings { get; init; }

    /// <summary>Whether the response was withheld from the caller.</summary>
    public required bool Rejected { get; init; }
}
