using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>The statement at the top of an incomplete report: some inputs could not be read completely.</summary>
internal static class UnreadableInputs
{
    private const int MostNamed = 5;

    /// <summary>Returns the statement for a report, or null if all inputs were read.</summary>
    public static string? Describe(CheckReport report) => Describe(report.Unreadable);

    /// <summary>Returns the statement for unreadable inputs, or null if there are none.</summary>
    public static string? Describe(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0) return null;
        string named = string.Join(", ", paths.Take(MostNamed));
        string others = paths.Count > MostNamed ? $" and {Printable.Count(paths.Count - MostNamed, "other")}" : "";
        return $"{Printable.Count(paths.Count, "input")} could not be read completely: {named}{others}";
    }
}
