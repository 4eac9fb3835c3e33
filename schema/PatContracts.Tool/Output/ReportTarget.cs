using PatContracts.Tool.Checking;

namespace PatContracts.Tool.Output;

/// <summary>A format and the destination of its report.</summary>
/// <param name="Format">The format.</param>
/// <param name="File">The path of the file; null for standard output.</param>
internal sealed record ReportTarget(ReportFormat Format, string? File)
{
    /// <summary>Writes the report.</summary>
    /// <exception cref="ToolException">The file cannot be written.</exception>
    public void Write(CheckReport report)
    {
        if (File is null)
        {
            using Stream output = Terminal.Output;
            Format.Write(report, output, isStandardOutput: true);
        }
        else
        {
            ReportFile.Write(File, output => Format.Write(report, output, isStandardOutput: false));
        }
    }
}
