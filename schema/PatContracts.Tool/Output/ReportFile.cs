using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Output;

/// <summary>Writes report files.</summary>
internal static class ReportFile
{
    /// <summary>Writes a file, and creates its folders.</summary>
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

    /// <summary>Throws if a report would overwrite an input.</summary>
    /// <exception cref="ToolException">The file is an input.</exception>
    public static void RequireOther(string path, IEnumerable<InputFile> inputs)
    {
        string full = Path.GetFullPath(path);
        if (inputs.Any(input => input.FullPath == full)) throw ToolException.Usage($"{path}: The report would overwrite an input file");
    }

    /// <summary>Throws if a file cannot be written. Called before a long run; does not change an existing file.</summary>
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
