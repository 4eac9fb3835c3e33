namespace PatContracts.Tool.Audit;

/// <summary>The names and the meaning of a kind of advice.</summary>
internal sealed record AdviceTerm(Advice Advice, string Name, string Title, string Meaning);
