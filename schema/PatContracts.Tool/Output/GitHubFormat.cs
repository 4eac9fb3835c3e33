using System.Globalization;
using PatContracts.Schema;
using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>For GitHub Actions: workflow commands, which show as annotations of the changed files.</summary>
internal sealed class GitHubFormat : ReportFormat
{
    public override string Name => "github";

    public override void Write(CheckReport report, Stream output, bool isStandardOutput)
    {
        using StreamWriter writer = Terminal.Utf8Writer(output);
        foreach (InputResult result in report.Results)
        {
            string path = Property(RepositoryPaths.ForGitHub(result));
            foreach (ReportedFinding finding in ReadableFindings.Of(result.Findings))
            {
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"::{Command(finding.Severity)} file={path},line={finding.Line},col={finding.Column},endColumn={finding.EndColumn},title={Property(finding.Rule)}::{Data(finding.LocatedDescription)}"));
            }
        }
    }

    private static string Command(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "notice",
    };

    // What the runner undoes: in data three characters, in properties two more.
    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
