using System.Globalization;
using PatContracts.Schema;
using PatContracts.Tool.Checking;
using Spectre.Console;

namespace PatContracts.Tool.Output;

/// <summary>
/// Text for people and editors: <c>path:line:column: severity rule: message</c>, one line per finding, and a summary at the end. On a terminal, each finding is
/// followed by an excerpt with a marker.
/// </summary>
internal sealed class TextFormat(Terminal terminal, bool isQuiet) : ReportFormat
{
    private static readonly Style Quiet = new(decoration: Decoration.Dim);
    private static readonly Style Strong = new(decoration: Decoration.Bold);

    public override string Name => "text";

    public override void Write(CheckReport report, Stream output, bool isStandardOutput)
    {
        using StreamWriter writer = Terminal.Utf8Writer(output);
        IAnsiConsole console = terminal.Lines(writer, isStandardOutput);
        if (!isQuiet && UnreadableInputs.Describe(report) is { } unreadable) console.Write(new Text(Printable.OneLine(unreadable) + "\n", new Style(Color.Red)));
        foreach (InputResult result in report.Results)
        {
            foreach (ReportedFinding finding in ReadableFindings.Of(result.Findings)) WriteFinding(console, result, finding, isStandardOutput && terminal.IsRich);
        }

        if (!isQuiet) WriteSummary(console, report);
    }

    /// <summary>Returns a finding as one line.</summary>
    public static string Line(InputResult result, ReportedFinding finding) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Printable.OneLine(result.Path)}:{finding.Line}:{finding.Column}: {SeverityPolicy.Name(finding.Severity)} {finding.Rule}: {Printable.OneLine(FindingText.Of(result, finding))}");

    private static void WriteFinding(IAnsiConsole console, InputResult result, ReportedFinding finding, bool isRich)
    {
        var color = new Style(ColorOf(finding.Severity), decoration: Decoration.Bold);
        console.Write(new Text(string.Create(CultureInfo.InvariantCulture, $"{Printable.OneLine(result.Path)}:{finding.Line}:{finding.Column}: "), Strong));
        console.Write(new Text(SeverityPolicy.Name(finding.Severity), color));
        console.Write(new Text($" {finding.Rule}: ", Quiet));
        console.Write(new Text(Printable.OneLine(FindingText.StatementOf(result, finding)) + "\n"));
        WriteExcerpt(console, finding, color, isRich);
        foreach (string line in CauseTree.Lines(finding)) console.Write(new Text($"{Printable.OneLine(line)}\n"));
    }

    private static void WriteExcerpt(IAnsiConsole console, ReportedFinding finding, Style color, bool isRich)
    {
        if (!isRich || finding.Excerpt is not { } excerpt) return;

        string number = finding.Line.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        console.Write(new Text($"{number} │ ", Quiet));
        console.Write(new Text(excerpt.Text + "\n"));
        console.Write(new Text($"{new string(' ', number.Length)} │ ", Quiet));
        console.Write(new Text($"{new string(' ', excerpt.MarkerStart)}{new string('^', excerpt.MarkerLength)}\n", color));
    }

    private static void WriteSummary(IAnsiConsole console, CheckReport report)
    {
        string checkedWhat = $"{Printable.Count(report.Files, "file")}, {Printable.Count(report.Payloads, "payload")}{UsedContracts.Describe(report)}: ";
        console.Write(new Text(checkedWhat, Strong));
        console.Write(report.Errors + report.Warnings + report.Infos == 0
            ? new Text("no findings", new Style(Color.Green))
            : new Text(FoundWhat(report), new Style(report.Errors > 0 ? Color.Red : Color.Yellow)));
        long hidden = report.Errors + report.Warnings + report.Infos - report.Results.Sum(static result => result.Findings.Count);
        if (hidden > 0) console.Write(new Text(string.Create(CultureInfo.InvariantCulture, $", {hidden:N0} of them not shown (--max-findings)")));
        if (report.Suppressed > 0) console.Write(new Text($", {Printable.Count(report.Suppressed, "known finding")} suppressed (--baseline)"));
        if (report.IsInterrupted) console.Write(new Text(" (interrupted)", new Style(Color.Yellow)));
        console.Write(new Text("\n"));
    }

    private static string FoundWhat(CheckReport report)
    {
        var parts = new List<string>();
        if (report.Errors > 0) parts.Add(Printable.Count(report.Errors, "error"));
        if (report.Warnings > 0) parts.Add(Printable.Count(report.Warnings, "warning"));
        if (report.Infos > 0) parts.Add(Printable.Count(report.Infos, "info"));
        return string.Join(", ", parts);
    }

    private static Color ColorOf(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => Color.Red,
        FindingSeverity.Warning => Color.Yellow,
        _ => Color.Blue,
    };
}
