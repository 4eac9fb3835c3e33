using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>The base class of report formats.</summary>
internal abstract class ReportFormat
{
    /// <summary>The name of the format in <c>--format</c> and <c>--output</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">The stream to write to.</param>
    /// <param name="isStandardOutput">Whether the stream is standard output, which can be a terminal.</param>
    public abstract void Write(CheckReport report, Stream output, bool isStandardOutput);

    /// <summary>Creates all formats, in the order of the help.</summary>
    public static IReadOnlyList<ReportFormat> All(Terminal terminal, bool isQuiet = false) =>
        [new TextFormat(terminal, isQuiet), new JsonFormat(), new SarifFormat(), new JunitFormat(), new GitHubFormat(), new GitLabFormat(), new MsbuildFormat()];

    /// <summary>The names of all formats.</summary>
    public static IReadOnlyList<string> Names { get; } = ["text", "json", "sarif", "junit", "github", "gitlab", "msbuild"];
}
