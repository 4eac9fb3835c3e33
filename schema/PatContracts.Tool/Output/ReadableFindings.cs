using PatContracts.Schema;
using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>Combines findings for the formats that people read: the missing properties of one object become one finding.</summary>
internal static class ReadableFindings
{
    /// <summary>Returns the combined findings of an input. A combined finding has the fingerprint of the first one.</summary>
    public static IReadOnlyList<ReportedFinding> Of(IReadOnlyList<ReportedFinding> findings)
    {
        Finding[] sources = [.. findings.Select(static finding => finding.Source).OfType<Finding>()];
        IReadOnlyList<Finding> summary = Finding.Summarize(sources);
        if (summary.Count == sources.Length) return findings;

        var first = new Dictionary<Finding, Finding>(ReferenceEqualityComparer.Instance);
        var absorbed = new HashSet<Finding>(ReferenceEqualityComparer.Instance);
        foreach (Finding several in summary.Where(static finding => finding.Parts.Count > 0))
        {
            first.Add(several.Parts[0], several);
            absorbed.UnionWith(several.Parts.Skip(1));
        }

        return
        [
            .. findings.Where(finding => finding.Source is null || !absorbed.Contains(finding.Source)).Select(finding =>
                finding.Source is not null && first.TryGetValue(finding.Source, out Finding? several) ? finding with { Message = several.Message, Source = several } : finding),
        ];
    }
}
