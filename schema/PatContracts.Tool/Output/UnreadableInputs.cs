using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>What a report says first if it is not the whole truth: that inputs could not be read, or only in part.</summary>
internal static class UnreadableInputs
{
    private const int MostNamed = 5;

    /// <summary>One sentence; null if everything was read.</summary>
    public static string? Describe(CheckReport report) => Describe(report.Unreadable);

    /// <summary>One sentence about inputs of these paths; null if there are none.</summary>
    public static string? Describe(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0) return null;
        string named = string.Join(", ", paths.Take(MostNamed));
        string others = paths.Count > MostNamed ? $" and {Printable.Count(paths.Count - MostNamed, "other")}" : "";
        return $"{Printable.Count(paths.Count, "input")} could not be read completely: {named}{others}";
    }
}
