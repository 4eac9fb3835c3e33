using System.Text.Json;
using PatContracts.Schema;
using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>For GitLab: a code quality report, which shows in merge requests.</summary>
internal sealed class GitLabFormat : ReportFormat
{
    public override string Name => "gitlab";

    public override void Write(CheckReport report, Stream output, bool isStandardOutput)
    {
        using (var json = new Utf8JsonWriter(output, JsonFormat.WriterOptions))
        {
            json.WriteStartArray();
            // A code quality report has nothing but issues: what could not be read comes first.
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
            // GitLab shows the description alone; other readers of the format show this beside it.
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
