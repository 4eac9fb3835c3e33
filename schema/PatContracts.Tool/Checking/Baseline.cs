using System.Text.Json;

namespace PatContracts.Tool.Checking;

/// <summary>Known findings: a report of an earlier run with <c>--format json</c>.</summary>
internal static class Baseline
{
    /// <summary>Reads the fingerprints of a report.</summary>
    /// <exception cref="ToolException">The file cannot be read, or is not such a report.</exception>
    public static IReadOnlySet<string> Read(string shownPath, string fullPath)
    {
        byte[] report = ConfigurationFiles.ReadChecked(shownPath, fullPath, "baseline", ToolSchemas.CheckReport);
        var fingerprints = new HashSet<string>(StringComparer.Ordinal);
        using JsonDocument document = JsonDocument.Parse(report);
        foreach (JsonElement result in document.RootElement.GetProperty("results").EnumerateArray())
        {
            foreach (JsonElement finding in result.GetProperty("findings").EnumerateArray()) fingerprints.Add(finding.GetProperty("fingerprint").GetString()!);
        }

        return fingerprints;
    }
}
