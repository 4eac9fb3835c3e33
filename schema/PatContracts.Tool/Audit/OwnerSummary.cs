namespace PatContracts.Tool.Audit;

/// <summary>The number of tokens of an owner, in total and by advice.</summary>
internal sealed class OwnerSummary
{
    private readonly int[] _byAdvice = new int[AuditTerms.AllAdvice.Count];

    private OwnerSummary(IReadOnlyList<AuditedToken> tokens)
    {
        Pseudonym = tokens[0].OwnerPseudonym;
        Id = tokens[0].Stated?.OwnerId;
        Name = tokens.Select(static token => token.Stated?.OwnerName).FirstOrDefault(static name => !string.IsNullOrEmpty(name));
        Tokens = tokens.Count;
        foreach (AuditedToken token in tokens) _byAdvice[(int)token.Advice]++;
    }

    /// <summary>The pseudonym of the owner; null for tokens without an owner.</summary>
    public string? Pseudonym { get; }

    /// <summary>The owner's id. Shown only on request.</summary>
    public string? Id { get; }

    /// <summary>The owner's name. Shown only on request.</summary>
    public string? Name { get; }

    public int Tokens { get; }

    /// <summary>Returns the owners of tokens, those with the most urgent tokens first.</summary>
    public static IReadOnlyList<OwnerSummary> Of(IReadOnlyList<AuditedToken> tokens)
    {
        var order = tokens.GroupBy(static token => token.OwnerPseudonym).Select(static owned => new OwnerSummary([.. owned])).OrderByDescending(static owner => owner.Count(Advice.FixNow));
        foreach (AdviceTerm term in AuditTerms.AllAdvice.Skip(1)) order = order.ThenByDescending(owner => owner.Count(term.Advice));
        return [.. order.ThenBy(static owner => owner.Pseudonym, StringComparer.Ordinal)];
    }

    public int Count(Advice advice) => _byAdvice[(int)advice];
}
