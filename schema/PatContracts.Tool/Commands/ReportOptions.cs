using System.CommandLine;
using PatContracts.Tool.Checking;
using PatContracts.Tool.Output;

namespace PatContracts.Tool.Commands;

/// <summary>The options of commands that report findings.</summary>
internal static class ReportOptions
{
    public static Option<string[]> Formats { get; } = new Option<string[]>("--format", "-f")
    {
        Description = "The format of standard output. Can be specified several times.",
        HelpName = "FORMAT",
    }.AcceptAmong(ReportFormat.Names, "text");

    public static Option<string[]> Outputs { get; } = new("--output", "-o")
    {
        Description = "Also write a report to a file, as in sarif=report.sarif. Can be specified several times.",
        HelpName = "FORMAT=FILE",
    };

    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Write findings only, without summary, notes and progress." };

    /// <summary>Returns the report targets on the command line; by default, text on standard output.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="withSummary">Whether text ends with a summary of files and payloads.</param>
    /// <param name="defaultFormats">The formats of standard output if the command line specifies no format.</param>
    /// <param name="defaultOutputs">The files if the command line specifies no file.</param>
    /// <exception cref="ToolException">An output does not consist of a format and a file.</exception>
    public static List<ReportTarget> Targets(
        ParseResult parsed,
        Terminal terminal,
        bool withSummary = true,
        IReadOnlyList<string>? defaultFormats = null,
        IReadOnlyList<(string Format, string File)>? defaultOutputs = null)
    {
        IReadOnlyList<ReportFormat> all = ReportFormat.All(terminal, !withSummary || parsed.GetValue(Quiet));
        ReportFormat Named(string name) => all.First(format => format.Name == name);

        string[] names = parsed.GetValue(Formats) ?? [];
        string[] outputs = parsed.GetValue(Outputs) ?? [];
        IEnumerable<string> formats = names.Length > 0 ? names.Distinct() : defaultFormats is { Count: > 0 } ? defaultFormats : ["text"];
        List<ReportTarget> targets = [.. formats.Select(name => new ReportTarget(Named(name), null))];
        if (outputs.Length == 0) targets.AddRange((defaultOutputs ?? []).Select(output => new ReportTarget(Named(output.Format), output.File)));
        foreach (string output in outputs)
        {
            int equals = output.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? "" : output[..equals];
            if (!ReportFormat.Names.Contains(name) || equals == output.Length - 1)
            {
                throw ToolException.Usage($"--output requires FORMAT=FILE, as in sarif=report.sarif; got \"{output}\". The formats are {string.Join(", ", ReportFormat.Names)}");
            }

            targets.Add(new ReportTarget(Named(name), output[(equals + 1)..]));
        }

        return targets;
    }

    /// <summary>Writes a report to its targets. Text on standard output is followed by a summary.</summary>
    public static void Write(ParseResult parsed, CheckReport report, string summary)
    {
        List<ReportTarget> targets = Targets(parsed, new Terminal(SharedOptions.ColorOf(parsed)), withSummary: false);
        foreach (ReportTarget target in targets)
        {
            target.Write(report);
            if (target.File is not null || target.Format is not TextFormat || parsed.GetValue(Quiet)) continue;
            using Stream output = Terminal.Output;
            using StreamWriter writer = Terminal.Utf8Writer(output);
            writer.WriteLine(summary);
        }
    }
}
