using PatContracts.Http;

namespace PatContracts.AspNetCore;

/// <summary>Endpoint metadata: the contract of the request body.</summary>
public interface IRequestContractMetadata
{
    /// <summary>The name of the contract.</summary>
    string ContractName { get; }

    /// <summary>How violations are handled; null for <see cref="PatContractsOptions.Mode"/>.</summary>
    PatContractMode? Mode { get; }
}
