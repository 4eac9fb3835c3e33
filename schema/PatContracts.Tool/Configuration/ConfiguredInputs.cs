namespace PatContracts.Tool.Configuration;

/// <summary>Configured inputs and their contract.</summary>
internal sealed record ConfiguredInputs(IReadOnlyList<string> Paths, IReadOnlyList<string> Exclude, string? Contract, string? Schema);
