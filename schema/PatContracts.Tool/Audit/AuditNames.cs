namespace PatContracts.Tool.Audit;

/// <summary>The words for flags and advice, in every output alike.</summary>
internal static class AuditNames
{
    private static readonly (TokenFlags Flag, string Name)[] Flags =
    [
        (TokenFlags.Stale, "stale"), (TokenFlags.Expired, "expired"), (TokenFlags.NeverExpires, "never-expires"), (TokenFlags.OverScoped, "over-scoped"),
        (TokenFlags.Duplicate, "duplicate"), (TokenFlags.Incomplete, "incomplete"),
    ];

    /// <summary>Every flag with its name, in the order in which they are shown.</summary>
    public static IReadOnlyList<(TokenFlags Flag, string Name)> AllFlags => Flags;

    public static IEnumerable<string> Of(TokenFlags flags) => Flags.Where(flag => (flags & flag.Flag) != 0).Select(static flag => flag.Name);

    public static string Of(Advice advice) => advice switch
    {
        Advice.Delete => "delete",
        Advice.Tighten => "tighten",
        Advice.LookInto => "look-into",
        Advice.LeaveToPlatform => "leave-to-platform",
        _ => "keep",
    };
}
