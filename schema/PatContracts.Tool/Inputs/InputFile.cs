namespace PatContracts.Tool.Inputs;

/// <summary>Something to read payloads from: a file, or standard input.</summary>
internal sealed class InputFile
{
    /// <summary>How reports name standard input.</summary>
    public const string StandardInputName = "<stdin>";

    /// <summary>Standard input.</summary>
    public static InputFile StandardInput { get; } = new(StandardInputName, null);

    private InputFile(string path, string? fullPath)
    {
        Path = path;
        FullPath = fullPath;
    }

    /// <summary>Standard input, under the path that it stands for.</summary>
    public static InputFile NamedStandardInput(string path) => new(path.Replace('\\', '/'), null);

    /// <summary>A file, by the path that reports show and the path it is opened by.</summary>
    public static InputFile Of(string path, string fullPath) => new(path, fullPath);

    /// <summary>The path as reports show it: as the user gave it, with <c>/</c> between its parts on every system.</summary>
    public string Path { get; }

    /// <summary>The absolute path, or null for standard input.</summary>
    public string? FullPath { get; }

    /// <summary>The size in bytes, or null where it is not known before reading: of standard input, a pipe, or what is packed.</summary>
    public long? Length
    {
        get
        {
            if (FullPath is null || Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) return null;
            try
            {
                // A named pipe has none, and says so by zero.
                return new FileInfo(FullPath).Length is > 0 and long length ? length : null;
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    /// <summary>Whether its name says that every line is a payload.</summary>
    public bool IsNamedAsLines => HasExtension(".ndjson") || HasExtension(".jsonl");

    /// <summary>Whether its name says that it is a recording of HTTP traffic.</summary>
    public bool IsNamedAsHar => HasExtension(".har");

    public Stream Open() => FullPath is null
        ? Console.OpenStandardInput()
        : new FileStream(FullPath, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0, Share = FileShare.ReadWrite | FileShare.Delete });

    private bool HasExtension(string extension) =>
        Path.EndsWith(extension, StringComparison.OrdinalIgnoreCase) || Path.EndsWith(extension + ".gz", StringComparison.OrdinalIgnoreCase);
}
