namespace PatContracts.Http;

/// <summary>A response that violates its contract. Contains no value of the response.</summary>
public sealed record PatContractViolation
{
    /// <summary>When it was seen.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>Name of the HTTP client; empty for the default one.</summary>
    public required string Client { get; init; }

    /// <summary>Host of the service that sent the response, with the port unless it is the default one.</summary>
    public required string Server { get; init; }

    /// <summary>Name of the contract.</summary>
    public required string Contract { get; init; }

    /// <summary>Template of the path, without ids.</summary>
    public required string Route { get; init; }

    /// <summary>Rule of the first finding that is an error.</summary>
    public required string Rule { get; init; }

    /// <summary>The number of findings.</summary>
    public required int Findings { get; init; }

    /// <summary>Whether the response was withheld from the caller.</summary>
    public required bool Rejected { get; init; }
}
