using System.Text;

namespace PatContracts.Schema.Findings;

/// <summary>Formats a finding and its explanation as one line.</summary>
internal static class FindingDescription
{
    private const int MaxFindings = 3;
    private const int MaxDepth = 3;

    public static string Of(Finding finding) => finding.Explain() is { } explanation ? $"{finding.Statement}; {explanation}" : finding.Statement;

    public static string Of(FindingExplanation explanation)
    {
        var line = new StringBuilder();
        Append(line, explanation, 1);
        return line.ToString();
    }

    private static void Append(StringBuilder line, FindingExplanation explanation, int depth)
    {
        if (explanation.Introduction is { } introduction) line.Append(introduction).Append(": ");
        int count = Math.Min(MaxFindings, explanation.Findings.Count);
        for (int i = 0; i < count; i++)
        {
            Finding cause = explanation.Findings[i];
            if (i > 0) line.Append("; ");
            if (explanation.Closest is null && cause.Alternative is { } alternative) line.Append(alternative.Label).Append(": ");
            line.Append(cause.Statement);
            if (cause.InstancePointer != explanation.InstancePointer) line.Append(" (at ").Append(cause.InstancePointer).Append(')');
            if (depth == MaxDepth || cause.Explain() is not { } nested) continue;
            line.Append(" (");
            Append(line, nested, depth + 1);
            line.Append(')');
        }

        int more = explanation.Findings.Count - count + explanation.Omitted;
        if (more > 0) line.Append(FormattableString.Invariant($"; and {more} more"));
    }
}
