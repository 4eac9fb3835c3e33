using System.Globalization;
using PatContracts.Schema;
using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>Workflow commands for GitHub Actions, which become annotations of the changed files.</summary>
internal sealed class GitHubFormat : ReportFormat
{
    public override string Name => "github";

    public override void Write(CheckReport report, Stream output, bool isStandardOutput)
    {
        using StreamWriter writer = Terminal.Utf8Writer(output);
        if (UnreadableInputs.Describe(report) is { } unreadable) writer.WriteLine($"::error title=input/unreadable::{Data(unreadable)}");
        foreach (SchemaWarning warning in report.SchemaWarnings)
        {
            string path = Property(RepositoryPaths.ForGitHub(warning.Path, warning.FullPath));
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"::warning file={path},line={warning.Warning.Line},col={warning.Warning.Column},title=schema::{Data(warning.Message)}"));
        }

        foreach (InputResult result in report.Results)
        {
            string path = Property(RepositoryPaths.ForGitHub(result.Path, result.FullPath));
            foreach (ReportedFinding finding in ReadableFindings.Of(result.Findings))
            {
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"::{Command(finding.Severity)} file={path},line={finding.Line},col={finding.Column},title={Property(Title(result, finding))}::{Data(FindingText.Of(result, finding))}"));
            }
        }
    }

    // An annotation has no separate field for the contract.
    private static string Title(InputResult result, ReportedFinding finding) => result.Contract.Length == 0 || result.Contract == result.Path ? finding.Rule : $"{finding.Rule} ({result.Contract})";

    private static string Command(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "notice",
    };

    // The runner decodes these escape sequences: one in data, two more in properties. Line ends have been replaced before.
    private static string Data(string text) => Printable.OneLine(text)
        .Replace("%", "%25", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
