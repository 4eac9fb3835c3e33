using System.Text.Json;
using PatContracts.Schema;
using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>A code quality report for GitLab, which is shown in merge requests.</summary>
internal sealed class GitLabFormat : ReportFormat
{
    public override string Name => "gitlab";

    public override void Write(CheckReport report, Stream output, bool isStandardOutput)
    {
        using (var json = new Utf8JsonWriter(output, JsonFormat.WriterOptions))
        {
            json.WriteStartArray();
            // A code quality report consists of issues only, so unreadable inputs come first.
            foreach (InputResult result in report.Results.OrderByDescending(static result => result.IsUnreadable))
            {
                foreach (ReportedFinding finding in ReadableFindings.Of(result.Findings)) WriteIssue(json, result, finding);
            }

            json.WriteEndArray();
        }

        output.Write("\n"u8);
    }

    private static void WriteIssue(Utf8JsonWriter json, InputResult result, ReportedFinding finding)
    {
        json.WriteStartObject();
        json.WriteText("description", FindingText.Of(result, finding));
        json.WriteString("check_name", finding.Rule);
        if (result.Contract.Length > 0)
        {
            // GitLab shows only the description; other readers of the format also show the content.
            json.WriteStartObject("content");
            json.WriteText("body", $"Contract: {result.Contract}");
            json.WriteEndObject();
        }

        json.WriteString("fingerprint", finding.Fingerprint);
        json.WriteString("severity", Severity(finding.Severity));
        json.WriteStartObject("location");
        json.WriteText("path", RepositoryPaths.ForGitLab(result.Path, result.FullPath));
        json.WriteStartObject("lines");
        json.WriteNumber("begin", finding.Line);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Severity(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "major",
        FindingSeverity.Warning => "minor",
        _ => "info",
    };
}
