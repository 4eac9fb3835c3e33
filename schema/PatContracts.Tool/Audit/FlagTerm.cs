namespace PatContracts.Tool.Audit;

/// <summary>The names of a flag.</summary>
internal sealed record FlagTerm(TokenFlags Flag, string Name, string Title);
