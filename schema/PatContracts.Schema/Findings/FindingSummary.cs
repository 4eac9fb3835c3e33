namespace PatContracts.Schema.Findings;

/// <summary>Combines findings that are presented as one: the properties missing from one object.</summary>
internal static class FindingSummary
{
    private const int MaxNames = 8;

    public static IReadOnlyList<Finding> Of(IReadOnlyList<Finding> findings)
    {
        if (!HasSeveralMissing(findings)) return findings;
        var summary = new List<Finding>(findings.Count);
        var groups = new Dictionary<(long, string, FindingSeverity, SchemaAlternative?, string?), List<Finding>>();
        var first = new Dictionary<List<Finding>, int>();
        foreach (Finding finding in findings)
        {
            if (finding.MissingProperty is null || finding.Rule != "schema/required")
            {
                summary.Add(finding);
                continue;
            }

            var key = (finding.Offset, finding.InstancePointer, finding.Severity, finding.Alternative, finding.Reason);
            if (!groups.TryGetValue(key, out List<Finding>? group))
            {
                groups.Add(key, group = []);
                first.Add(group, summary.Count);
                summary.Add(finding);
            }

            group.Add(finding);
        }

        foreach (KeyValuePair<List<Finding>, int> group in first)
        {
            if (group.Key.Count > 1) summary[group.Value] = group.Key[0].Combined(Message(group.Key), group.Key);
        }

        return summary;
    }

    private static bool HasSeveralMissing(IReadOnlyList<Finding> findings)
    {
        int missing = 0;
        foreach (Finding finding in findings)
        {
            if (finding.MissingProperty is not null && ++missing > 1) return true;
        }

        return false;
    }

    private static string Message(List<Finding> missing)
    {
        string[] names = [.. missing.Select(finding => $"\"{finding.MissingProperty}\"").Distinct(StringComparer.Ordinal)];
        if (names.Length == 1) return missing[0].Message;
        string list = names.Length > MaxNames
            ? $"{string.Join(", ", names.Take(MaxNames))} and {names.Length - MaxNames} more"
            : $"{string.Join(", ", names.Take(names.Length - 1))} and {names[names.Length - 1]}";
        return $"The required properties {list} are missing";
    }
}
