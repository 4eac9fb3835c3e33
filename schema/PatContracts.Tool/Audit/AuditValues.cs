namespace PatContracts.Tool.Audit;

/// <summary>The values of tokens, for reports that show values.</summary>
internal static class AuditValues
{
    /// <summary>The names of the values, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Of(null).Select(static value => value.Name)];

    /// <summary>Returns the values of a token as text; null for a value that the export does not state.</summary>
    public static IEnumerable<(string Name, string? Text)> Of(ExportedToken? token) =>
    [
        ("id", token?.Id),
        ("name", token?.Name),
        ("ownerId", token?.OwnerId),
        ("ownerName", token?.OwnerName),
        ("scope", token is { ScopeState: MemberState.Stated } ? string.Join(' ', token.Scope) : null),
        ("created", Time(token?.Created)),
        ("lastUsed", Time(token?.LastUsed)),
        ("expirationDate", Time(token?.ExpirationDate)),
    ];

    private static string? Time(DateTimeOffset? time) => time is { } known ? AuditDates.Time(known) : null;
}
