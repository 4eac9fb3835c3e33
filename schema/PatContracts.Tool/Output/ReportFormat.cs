using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>A way to write a check's report down.</summary>
internal abstract class ReportFormat
{
    /// <summary>The name that <c>--format</c> and <c>--output</c> know it by.</summary>
    public abstract string Name { get; }

    /// <summary>Writes a report.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="output">Where it goes.</param>
    /// <param name="isStandardOutput">Whether it goes where a person may be looking.</param>
    public abstract void Write(CheckReport report, Stream output, bool isStandardOutput);

    /// <summary>Every format, in the order in which the help names them.</summary>
    public static IReadOnlyList<ReportFormat> All(Terminal terminal, bool isQuiet = false) =>
        [new TextFormat(terminal, isQuiet), new JsonFormat(), new SarifFormat(), new JunitFormat(), new GitHubFormat(), new GitLabFormat(), new MsbuildFormat()];

    /// <summary>The names of all formats.</summary>
    public static IReadOnlyList<string> Names { get; } = ["text", "json", "sarif", "junit", "github", "gitlab", "msbuild"];
}
