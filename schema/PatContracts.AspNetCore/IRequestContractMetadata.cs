using PatContracts.Http;

namespace PatContracts.AspNetCore;

/// <summary>Endpoint metadata: the contract of the request body.</summary>
public interface IRequestContractMetadata
{
    /// <summary>Name of the contract.</summary>
    string ContractName { get; }

    /// <summary>What happens to violations; null for <see cref="PatContractsOptions.Mode"/>.</summary>
    PatContractMode? Mode { get; }
}
