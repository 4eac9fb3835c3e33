namespace PatContracts.Tool.Audit;

/// <summary>The terms for advice, flags and changes, shared by all output formats.</summary>
internal static class AuditTerms
{
    private static readonly AdviceTerm[] Advices =
    [
        new(Advice.FixNow, "fix-now", "Fix now", "Expired recently while in use: integrations that use the token are failing and need a new one."),
        new(Advice.Rotate, "rotate", "Rotate", "In use or new, and expires soon: replace the token before it expires."),
        new(Advice.Review, "review", "Review", "Requires a decision: the token never expires, has every right of its owner, is a duplicate, or is incomplete."),
        new(Advice.Delete, "delete", "Delete", "Not in use, or expired long ago."),
        new(Advice.Keep, "keep", "Keep", "In use or new, with nothing to report."),
        new(Advice.LeaveToPlatform, "leave-to-platform", "Leave to the platform", "Managed by the platform for workflows and other services. Do not delete or change the token."),
    ];

    private static readonly FlagTerm[] Flags =
    [
        new(TokenFlags.Stale, "stale", "Stale"),
        new(TokenFlags.Expired, "expired", "Expired"),
        new(TokenFlags.Expiring, "expiring", "Expiring"),
        new(TokenFlags.NeverExpires, "never-expires", "Never expires"),
        new(TokenFlags.OverScoped, "over-scoped", "Over-scoped"),
        new(TokenFlags.ScopeNotStated, "scope-not-stated", "Scope not stated"),
        new(TokenFlags.UseNotStated, "use-not-stated", "Last use not stated"),
        new(TokenFlags.Duplicate, "duplicate", "Duplicate"),
        new(TokenFlags.Incomplete, "incomplete", "Incomplete"),
    ];

    private static readonly ChangeTerm[] Changes =
    [
        new(ChangeKind.Added, "added", "Added"),
        new(ChangeKind.Removed, "removed", "Removed"),
        new(ChangeKind.Rotated, "rotated", "Rotated"),
        new(ChangeKind.UsedAgain, "used-again", "Used again"),
        new(ChangeKind.NewlyManaged, "newly-managed", "Newly managed"),
    ];

    /// <summary>Advice, most urgent first.</summary>
    public static IReadOnlyList<AdviceTerm> AllAdvice => Advices;

    /// <summary>Flags, in the order in which they are shown.</summary>
    public static IReadOnlyList<FlagTerm> AllFlags => Flags;

    /// <summary>Kinds of changes, in the order in which they are shown.</summary>
    public static IReadOnlyList<ChangeTerm> AllChanges => Changes;

    public static AdviceTerm Of(Advice advice) => Advices[(int)advice];

    public static IEnumerable<FlagTerm> Of(TokenFlags flags) => Flags.Where(flag => (flags & flag.Flag) != 0);

    public static ChangeTerm Of(ChangeKind kind) => Changes[(int)kind];
}
