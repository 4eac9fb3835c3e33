namespace PatContracts.Analyzers.Binding;

/// <summary>A contract of the project, as declared by the metadata of its item.</summary>
/// <param name="Name">The contract's name.</param>
/// <param name="Dialect">The name of its dialect; null to detect it from the file.</param>
/// <param name="Pointer">JSON Pointer of the schema in the file; null for the root.</param>
internal sealed record ContractEntry(string Name, string? Dialect, string? Pointer);
