namespace PatContracts.Analyzers.Tests.Realistic;

/// <summary>A diagnostic of a rule at a line.</summary>
internal sealed record Mistake(string Path, int Line, string Rule);
