namespace PatContracts.Tool.Audit;

/// <summary>The names of a kind of change.</summary>
internal sealed record ChangeTerm(ChangeKind Kind, string Name, string Title);
