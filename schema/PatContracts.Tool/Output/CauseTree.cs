using System.Globalization;
using PatContracts.Schema;
using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>Formats the reasons why a union is not matched as an indented tree below the finding. See <see cref="Finding.Explain"/>.</summary>
internal static class CauseTree
{
    private const int MaxDepth = 5;

    /// <summary>Returns the lines below a finding; empty if there is nothing to explain.</summary>
    public static IEnumerable<string> Lines(ReportedFinding finding) => finding.Source is null ? [] : Lines(finding.Source, 1);

    private static IEnumerable<string> Lines(Finding finding, int depth)
    {
        if (depth > MaxDepth || finding.Explain() is not { } explanation) yield break;
        string indent = new(' ', 2 * depth);
        if (explanation.Closest is not null)
        {
            yield return $"{indent}{explanation.Introduction}:";
            indent += "  ";
        }

        foreach (Finding cause in explanation.Findings)
        {
            string alternative = explanation.Closest is null && cause.Alternative is { } violated ? $"{violated.Label}: " : "";
            string location = cause.InstancePointer.Length == 0 || cause.InstancePointer == finding.InstancePointer ? "" : $" (at {cause.InstancePointer})";
            yield return string.Create(CultureInfo.InvariantCulture, $"{indent}{cause.Line}:{cause.Column}: {alternative}{cause.Rule}: {cause.Statement}{location}");
            foreach (string line in Lines(cause, depth + (explanation.Closest is null ? 1 : 2))) yield return line;
        }

        if (explanation.Omitted > 0) yield return string.Create(CultureInfo.InvariantCulture, $"{indent}… and {explanation.Omitted:N0} more");
    }
}
