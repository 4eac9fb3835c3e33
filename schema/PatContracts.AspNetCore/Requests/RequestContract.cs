using PatContracts.Http;
using PatContracts.Schema;

namespace PatContracts.AspNetCore.Requests;

/// <summary>The contract of a request body.</summary>
/// <param name="ContractName">Name of the contract; of an operation, its address in the OpenAPI document.</param>
/// <param name="Mode">What happens to violations; null for the mode of the settings.</param>
internal sealed record RequestContract(string ContractName, PatContractMode? Mode) : IRequestContractMetadata
{
    /// <summary>What an OpenAPI document says of the body; null if the contract is a named one.</summary>
    public OpenApiBodyContracts? Described { get; init; }

    /// <summary>The path of the operation that the document describes; null if the contract is a named one.</summary>
    public string? Template { get; init; }
}
