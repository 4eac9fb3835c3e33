namespace PatContracts.Tool.Audit;

/// <summary>The changes of tokens between an earlier and a later export. Tokens are identified by their id.</summary>
internal sealed class AuditComparison
{
    private AuditComparison(int inputs, int tokens, int withoutId, IReadOnlyList<TokenChange> changes)
    {
        Inputs = inputs;
        Tokens = tokens;
        WithoutId = withoutId;
        Changes = changes;
    }

    /// <summary>The number of inputs of the earlier export.</summary>
    public int Inputs { get; }

    /// <summary>The number of tokens in the earlier export.</summary>
    public int Tokens { get; }

    /// <summary>The number of tokens in both exports that have no id and cannot be compared.</summary>
    public int WithoutId { get; }

    /// <summary>The changes by kind, each in the order of the audit.</summary>
    public IReadOnlyList<TokenChange> Changes { get; }

    public int Count(ChangeKind kind) => Changes.Count(change => change.Kind == kind);

    /// <summary>Compares two exports.</summary>
    public static AuditComparison Between(IReadOnlyList<AuditedToken> earlier, int inputs, IReadOnlyList<AuditedToken> later, AuditPolicy policy)
    {
        Dictionary<string, AuditedToken> before = ById(earlier);
        Dictionary<string, AuditedToken> now = ById(later);
        var changes = new List<TokenChange>();
        List<AuditedToken> removed = [.. before.Values.Where(token => !now.ContainsKey(token.Stated!.Id!))];
        var replaceable = new Dictionary<(string Owner, string Name), Queue<AuditedToken>>();
        foreach (AuditedToken token in removed)
        {
            if (NameOf(token) is not { } name) continue;
            if (!replaceable.TryGetValue(name, out Queue<AuditedToken>? queue)) replaceable[name] = queue = new Queue<AuditedToken>();
            queue.Enqueue(token);
        }

        var replaced = new HashSet<AuditedToken>();
        foreach (AuditedToken token in now.Values)
        {
            if (before.TryGetValue(token.Stated!.Id!, out AuditedToken? known))
            {
                if (IsUsedAgain(known, token, policy)) changes.Add(new TokenChange(ChangeKind.UsedAgain, token));
                if (token.IsManaged && !known.IsManaged) changes.Add(new TokenChange(ChangeKind.NewlyManaged, token));
            }
            else if (NameOf(token) is { } name && replaceable.TryGetValue(name, out Queue<AuditedToken>? queue) && queue.TryDequeue(out AuditedToken? previous))
            {
                replaced.Add(previous);
                changes.Add(new TokenChange(ChangeKind.Rotated, token, previous));
            }
            else
            {
                changes.Add(new TokenChange(ChangeKind.Added, token));
            }
        }

        changes.AddRange(removed.Where(token => !replaced.Contains(token)).Select(static token => new TokenChange(ChangeKind.Removed, token)));
        int withoutId = earlier.Concat(later).Count(static token => string.IsNullOrEmpty(token.Stated?.Id));
        return new AuditComparison(inputs, earlier.Count, withoutId, [.. changes.OrderBy(static change => change.Kind)]);
    }

    // Among several entries with the same id, the first one represents the token.
    private static Dictionary<string, AuditedToken> ById(IReadOnlyList<AuditedToken> tokens)
    {
        var byId = new Dictionary<string, AuditedToken>(StringComparer.Ordinal);
        foreach (AuditedToken token in tokens)
        {
            if (token.Stated?.Id is { Length: > 0 } id) byId.TryAdd(id, token);
        }

        return byId;
    }

    private static (string Owner, string Name)? NameOf(AuditedToken token) =>
        token.Stated is { OwnerId: { Length: > 0 } owner, Name: { Length: > 0 } name } ? (owner, name) : null;

    private static bool IsUsedAgain(AuditedToken known, AuditedToken token, AuditPolicy policy) =>
        token.LastUsed is { } used
        && (known.LastUsed ?? (known.Stated!.LastUsedState == MemberState.Null ? known.Created : null)) is { } before
        && used - before >= policy.StaleAfter;
}
