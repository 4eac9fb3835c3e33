using System.Globalization;

namespace PatContracts.Tool.Audit;

/// <summary>Decides what to do about a token, and why. Deletion is advised only when the export leaves no doubt.</summary>
internal sealed class Adviser(AuditPolicy policy)
{
    /// <summary>Sets advice, reason and date of a token from everything else that is known of it.</summary>
    public void Advise(AuditedToken token)
    {
        (token.Advice, token.Reason, token.Date) = AdviceFor(token);
    }

    /// <summary>
    /// Sets the advice of the entries of one id. They are one token: if they do not lead to the same advice, none of them can be relied on.
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

    // What expired before the window began cannot have been used in it, whatever the export says of its last use.
    private (Advice Advice, string Reason, DateTimeOffset? Date) Expired(AuditedToken token)
    {
        bool isLongAgo = token.ExpirationDate < policy.StaleBefore;
        bool isUnused = token.Has(TokenFlags.Stale) || token.Stated!.LastUsedState == MemberState.Null;
        if (!isLongAgo && !isUnused && token.LastUsed is null) return Review(token);
        return isLongAgo || isUnused ? (Advice.Delete, Sentence(Lifetime(token)), token.ExpirationDate) : Replace(Advice.FixNow, token);
    }

    // The reason also has what the new token should not inherit, such as the scope.
    private (Advice Advice, string Reason, DateTimeOffset? Date) Replace(Advice advice, AuditedToken token) =>
        (advice, Sentence([.. Lifetime(token), .. Defects(token)]), token.ExpirationDate);

    private (Advice Advice, string Reason, DateTimeOffset? Date) Review(AuditedToken token) => (Advice.Review, Sentence([.. Observations(token)]), DateOfReview(token));

    private static DateTimeOffset? DateOfReview(AuditedToken token) => token.Has(TokenFlags.Expired) ? token.ExpirationDate : token.Created;

    /// <summary>What a person should look at.</summary>
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

    /// <summary>What is wrong with a token regardless of its use and lifetime.</summary>
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
