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
            throw CannotWrite(path, e);
        }
    }

    /// <summary>Keeps a report from being written over what it is about.</summary>
    /// <exception cref="ToolException">The file is one of those that are read.</exception>
    public static void RequireOther(string path, IEnumerable<InputFile> inputs)
    {
        string full = Path.GetFullPath(path);
        if (inputs.Any(input => input.FullPath == full)) throw ToolException.Usage($"{path}: The report would be written over a file that is to be read");
    }

    /// <summary>Finds out, before a long run, whether a file can be written. Leaves what is there as it is.</summary>
    /// <exception cref="ToolException">The file cannot be written.</exception>
    public static void RequireWritable(string path)
    {
        try
        {
            string full = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            bool isNew = !System.IO.File.Exists(full);
            using (new FileStream(full, FileMode.OpenOrCreate, FileAccess.Write))
            {
            }

            if (isNew) System.IO.File.Delete(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, e);
        }
    }

    private static ToolException CannotWrite(string path, Exception e) =>
        ToolException.Usage($"{path}: The report cannot be written: {(Directory.Exists(path) ? "it is a folder" : PathExpansion.Reason(e))}");
}
