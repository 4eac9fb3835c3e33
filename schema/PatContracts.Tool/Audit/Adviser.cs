using System.Globalization;

namespace PatContracts.Tool.Audit;

/// <summary>Determines the advice for a token and its reason. Recommends deletion only if the export is conclusive.</summary>
internal sealed class Adviser(AuditPolicy policy)
{
    /// <summary>Sets the advice, reason and date of a token from its other properties.</summary>
    public void Advise(AuditedToken token)
    {
        (token.Advice, token.Reason, token.Date) = AdviceFor(token);
    }

    /// <summary>
    /// Sets the advice for all entries with the same id. They describe one token: if their advice differs, no entry is reliable.
    /// </summary>
    public void Reconcile(IReadOnlyList<AuditedToken> entries)
    {
        if (entries.All(entry => entry.Advice == entries[0].Advice)) return;
        foreach (AuditedToken entry in entries)
        {
            entry.Advice = Advice.Review;
            entry.Reason = Sentence([string.Create(CultureInfo.InvariantCulture, $"the {entries.Count} entries of this id contradict each other"), .. Observations(entry)]);
            entry.Date = DateOfReview(entry);
        }
    }

    private (Advice Advice, string Reason, DateTimeOffset? Date) AdviceFor(AuditedToken token)
    {
        if (token.IsManaged) return (Advice.LeaveToPlatform, Sentence(["managed by the platform", .. Lifetime(token)]), token.ExpirationDate ?? token.LastUsed ?? token.Created);
        if (token.Stated is null || token.Stated.IsManagedUnclear) return Review(token);
        if (token.Has(TokenFlags.Expired)) return Expired(token);
        if (token.Has(TokenFlags.Stale)) return (Advice.Delete, Unused(token), token.LastUsed ?? token.Created);
        if (token.Has(TokenFlags.Expiring)) return Replace(Advice.Rotate, token);
        if (token.Flags != TokenFlags.None) return Review(token);
        return (Advice.Keep, Sentence([Use(token)]), token.LastUsed ?? token.Created);
    }

    // A token that expired before the start of the stale window cannot have been used in it, regardless of its last use in the export.
    private (Advice Advice, string Reason, DateTimeOffset? Date) Expired(AuditedToken token)
    {
        bool isLongAgo = token.ExpirationDate < policy.StaleBefore;
        bool isUnused = token.Has(TokenFlags.Stale) || token.Stated!.LastUsedState == MemberState.Null;
        if (!isLongAgo && !isUnused && token.LastUsed is null) return Review(token);
        return isLongAgo || isUnused ? (Advice.Delete, Sentence(Lifetime(token)), token.ExpirationDate) : Replace(Advice.FixNow, token);
    }

    // The reason includes the defects that the new token should not inherit, such as the scope.
    private (Advice Advice, string Reason, DateTimeOffset? Date) Replace(Advice advice, AuditedToken token) =>
        (advice, Sentence([.. Lifetime(token), .. Defects(token)]), token.ExpirationDate);

    private (Advice Advice, string Reason, DateTimeOffset? Date) Review(AuditedToken token) => (Advice.Review, Sentence([.. Observations(token)]), DateOfReview(token));

    private static DateTimeOffset? DateOfReview(AuditedToken token) => token.Has(TokenFlags.Expired) ? token.ExpirationDate : token.Created;

    /// <summary>Returns the observations for a reviewer.</summary>
    private IEnumerable<string> Observations(AuditedToken token)
    {
        if (token.Stated is not { } stated)
        {
            yield return "not a token: the value is not an object";
            yield break;
        }

        if (stated.IsManagedUnclear) yield return "whether the platform owns it is unclear: managed is not a Boolean";
        if (token.Has(TokenFlags.Expired)) yield return $"expired {policy.When(stated.ExpirationDate!.Value)}";
        if (token.Has(TokenFlags.UseNotStated) || (token.Has(TokenFlags.Expired) && stated.LastUsed is null)) yield return UseNotStated(stated);
        if (token.Has(TokenFlags.Stale)) yield return Use(token);
        if (token.Has(TokenFlags.Expiring)) yield return $"expires {policy.When(stated.ExpirationDate!.Value)}";
        if (token.Has(TokenFlags.NeverExpires)) yield return "never expires";
        foreach (string defect in Defects(token)) yield return defect;
    }

    /// <summary>Returns the defects of a token regardless of its use and lifetime.</summary>
    private static IEnumerable<string> Defects(AuditedToken token)
    {
        if (token.Has(TokenFlags.OverScoped)) yield return token.Stated!.ScopeState == MemberState.Null ? "has every right of its owner: scope is null" : "has every right of its owner";
        if (token.Has(TokenFlags.ScopeNotStated)) yield return "scope not stated: it may have every right of its owner";
        if (token.Duplication is { } duplication) yield return duplication;
        if (token.Violation is { } violation) yield return violation;
    }

    private string UseNotStated(ExportedToken stated) =>
        "last use not stated" + (stated.Created is { } created ? $", created {policy.When(created)}" : "");

    private string Unused(AuditedToken token)
    {
        string since = token.LastUsed is { } used ? $"not used for {Printable.Count(policy.DaysSince(used), "day")}" : $"never used, created {policy.When(token.Created!.Value)}";
        return Sentence([since]);
    }

    private string[] Lifetime(AuditedToken token)
    {
        if (token.ExpirationDate is not { } end) return [Use(token)];
        return [(end <= policy.Now ? "expired " : "expires ") + policy.When(end), Use(token)];
    }

    private string Use(AuditedToken token) => token.Stated!.LastUsedState switch
    {
        MemberState.Stated => $"last used {policy.When(token.LastUsed!.Value)}",
        MemberState.Null => "never used" + (token.Created is { } created ? $", created {policy.When(created)}" : ""),
        _ => UseNotStated(token.Stated),
    };

    private static string Sentence(IReadOnlyList<string> parts)
    {
        string text = string.Join("; ", parts);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
