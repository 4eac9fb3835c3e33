using System.Globalization;
using PatContracts.Schema;
using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>
/// Lines for MSBuild and Visual Studio: <c>path(line,column): error rule: message</c>, which <c>Exec</c> reports as build errors and warnings.
/// </summary>
internal sealed class MsbuildFormat : ReportFormat
{
    public override string Name => "msbuild";

    public override void Write(CheckReport report, Stream output, bool isStandardOutput)
    {
        using StreamWriter writer = Terminal.Utf8Writer(output);
        if (UnreadableInputs.Describe(report) is { } unreadable) writer.WriteLine(Printable.OneLine($"{CommandLine.Name} : error input/unreadable: {unreadable}"));
        foreach (SchemaWarning warning in report.SchemaWarnings)
        {
            writer.WriteLine(Printable.OneLine(string.Create(
                CultureInfo.InvariantCulture, $"{warning.Path}({warning.Warning.Line},{warning.Warning.Column}): warning schema: {warning.Message}")));
        }

        foreach (InputResult result in report.Results)
        {
            foreach (ReportedFinding finding in ReadableFindings.Of(result.Findings))
            {
                writer.WriteLine(Printable.OneLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{result.Path}({finding.Line},{finding.Column}): {Category(finding.Severity)} {finding.Rule}: {FindingText.Of(result, finding)}")));
            }
        }
    }

    // MSBuild has no category for infos; with any other word the line is a plain message.
    private static string Category(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "info",
    };
}
