namespace PatContracts.Tool.Audit;

/// <summary>The time of an audit and its windows.</summary>
/// <param name="Now">The time of the audit.</param>
/// <param name="StaleAfter">How long a token can go unused before it is stale.</param>
/// <param name="ExpiringWithin">How long before its expiration a token should be replaced.</param>
internal sealed record AuditPolicy(DateTimeOffset Now, TimeSpan StaleAfter, TimeSpan ExpiringWithin)
{
    public DateTimeOffset StaleBefore => Now.Ticks > StaleAfter.Ticks ? Now - StaleAfter : DateTimeOffset.MinValue;

    public DateTimeOffset ExpiringBefore => DateTimeOffset.MaxValue - Now > ExpiringWithin ? Now + ExpiringWithin : DateTimeOffset.MaxValue;

    public int StaleDays => (int)StaleAfter.TotalDays;

    public int ExpiringDays => (int)ExpiringWithin.TotalDays;

    /// <summary>Returns the number of calendar days (UTC) from a time to the time of the audit; negative for a later time.</summary>
    public int DaysSince(DateTimeOffset time) => (Now.UtcDateTime.Date - time.UtcDateTime.Date).Days;

    /// <summary>Returns a time relative to the time of the audit: <c>3 days ago</c>, <c>today</c>, <c>in 5 days</c>.</summary>
    public string When(DateTimeOffset time) => DaysSince(time) switch
    {
        0 => "today",
        < 0 and var days => "in " + Printable.Count(-(long)days, "day"),
        var days => Printable.Count(days, "day") + " ago",
    };

    /// <summary>Returns the flags of a token, based on the export alone.</summary>
    public TokenFlags FlagsOf(ExportedToken token)
    {
        var flags = TokenFlags.None;
        bool isUseKnown = token.LastUsedState is MemberState.Stated or MemberState.Null;
        if ((token.LastUsed ?? token.Created) < StaleBefore) flags |= isUseKnown ? TokenFlags.Stale : TokenFlags.UseNotStated;
        if (token.ExpirationDate <= Now) flags |= TokenFlags.Expired;
        else if (token.ExpirationDate <= ExpiringBefore) flags |= TokenFlags.Expiring;
        if (NeverExpires(token)) flags |= TokenFlags.NeverExpires;
        if (IsOverScoped(token)) flags |= TokenFlags.OverScoped;
        else if (token.Scope.Count == 0) flags |= TokenFlags.ScopeNotStated;
        return flags;
    }

    private static bool NeverExpires(ExportedToken token) =>
        token.ExpirationState == MemberState.Null || (token.ExpirationState == MemberState.Absent && token.IsConfirmedToNeverExpire);

    // A token that is created without a scope gets "sp:scopes:all"; the service returns its scope as null.
    private static bool IsOverScoped(ExportedToken token) => token.ScopeState == MemberState.Null || token.Scope.Contains("sp:scopes:all", StringComparer.Ordinal);
}
