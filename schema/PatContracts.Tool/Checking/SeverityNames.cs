namespace PatContracts.Tool.Checking;

/// <summary>The names of severities in options, in the configuration and in reports.</summary>
internal static class SeverityNames
{
    /// <summary>The severities that a rule can be set to.</summary>
    public static IReadOnlyList<string> OfRules { get; } = ["off", "info", "warning", "error"];

    /// <summary>The severities of findings.</summary>
    public static IReadOnlyList<string> OfFindings { get; } = ["info", "warning", "error"];

    /// <summary>Other accepted names.</summary>
    public static IReadOnlyList<string> Aliases { get; } = ["ignore", "warn"];
}
