using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>Describes findings in one sentence, for the formats that people read.</summary>
internal static class FindingText
{
    /// <summary>Returns the statement of a finding and, for a union, why it is not matched.</summary>
    public static string Of(InputResult result, ReportedFinding finding)
    {
        string statement = StatementOf(result, finding);
        return finding.Source?.Explain() is { } explanation ? $"{statement}; {explanation}" : statement;
    }

    /// <summary>Returns the message with the location in the payload and, for a recording, the entry and its request.</summary>
    public static string StatementOf(InputResult result, ReportedFinding finding)
    {
        string statement = finding.Source?.Statement ?? finding.Message;
        string[] locations = [.. Locations(result, finding)];
        return locations.Length == 0 ? statement : $"{statement} ({string.Join(", ", locations)})";
    }

    private static IEnumerable<string> Locations(InputResult result, ReportedFinding finding)
    {
        if (finding.Instance.Length > 0) yield return $"at {finding.Instance}";
        if (result.Within is { } within && result.Request is { } request) yield return $"in entry {within.Split('/')[3]}: {request}";
    }
}
