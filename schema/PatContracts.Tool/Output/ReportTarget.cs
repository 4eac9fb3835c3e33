using PatContracts.Tool.Checking;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Output;

/// <summary>A format and where its report goes: a file, or standard output (null).</summary>
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

/// <summary>Files that the command writes.</summary>
internal static class ReportFile
{
    /// <summary>Writes a file, and the folders above it.</summary>
    /// <exception cref="ToolException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> content)
    {
        try
        {
            string full = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using FileStream output = System.IO.File.Create(full);
            content(output);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"{path}: The report cannot be written: {PathExpansion.Reason(e)}");
        }
    }
}
