using PatContracts.Http;

namespace PatContracts.AspNetCore.Requests;

/// <summary>The contract of an endpoint whose request delegate validates the body.</summary>
internal sealed record RequestContract(string ContractName, PatContractMode? Mode) : IRequestContractMetadata;
