using PatContracts.Http;
using PatContracts.Schema;

namespace PatContracts.AspNetCore.Requests;

/// <summary>The contract of a request body.</summary>
/// <param name="ContractName">The name of the contract; for an operation, its address in the OpenAPI document.</param>
/// <param name="Mode">How violations are handled; null for the mode of the options.</param>
internal sealed record RequestContract(string ContractName, PatContractMode? Mode) : IRequestContractMetadata
{
    /// <summary>The contracts that an OpenAPI document defines for the body; null for a named contract.</summary>
    public OpenApiBodyContracts? Described { get; init; }

    /// <summary>The path of the operation in the OpenAPI document; null for a named contract.</summary>
    public string? Template { get; init; }
}
