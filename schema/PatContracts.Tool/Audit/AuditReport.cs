namespace PatContracts.Tool.Audit;

/// <summary>What an audit found.</summary>
internal sealed class AuditReport
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>How long a token may go unused before it is stale.</summary>
    public required TimeSpan StaleAfter { get; init; }

    /// <summary>How many inputs were read.</summary>
    public required int Files { get; init; }

    /// <summary>The tokens, in the order of the inputs.</summary>
    public required IReadOnlyList<AuditedToken> Tokens { get; init; }

    /// <summary>Whether what tokens hold (ids, names, owners, scopes, times) may be shown.</summary>
    public required bool ShowValues { get; init; }

    public DateTimeOffset StaleBefore => Now - StaleAfter;

    public IEnumerable<AuditedToken> Unmanaged => Tokens.Where(static token => !token.IsManaged);

    public int Count(TokenFlags flag) => Unmanaged.Count(token => (token.Flags & flag) != 0);

    public int Count(Advice advice) => Tokens.Count(token => token.Advice == advice);

    /// <summary>Whole days from a moment to now; negative for what is to come.</summary>
    public int DaysSince(DateTimeOffset moment) => (int)Math.Floor((Now - moment).TotalDays);
}
