using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Checking;

/// <summary>An input and the contract that it is checked against.</summary>
internal sealed record CheckInput(InputFile File, ContractSelector Selector);
