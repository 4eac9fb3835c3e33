namespace PatContracts.Tool.Checking;

/// <summary>The names of severities, the same in every option, in the configuration and in reports.</summary>
internal static class SeverityNames
{
    /// <summary>What a rule can be set to.</summary>
    public static IReadOnlyList<string> OfRules { get; } = ["off", "info", "warning", "error"];

    /// <summary>What findings have.</summary>
    public static IReadOnlyList<string> OfFindings { get; } = ["info", "warning", "error"];

    /// <summary>Other names that are understood.</summary>
    public static IReadOnlyList<string> Aliases { get; } = ["ignore", "warn"];
}
