using PatContracts.Tool.Output;

namespace PatContracts.Tool.Inputs;

/// <summary>A source of payloads: a file or standard input.</summary>
internal sealed class InputFile
{
    /// <summary>The name of standard input in reports.</summary>
    public const string StandardInputName = "<stdin>";

    /// <summary>Standard input.</summary>
    public static InputFile StandardInput { get; } = new(StandardInputName, null);

    private readonly bool _isNamed;
    private readonly bool _isLink;
    private readonly Lazy<long?> _length;

    private InputFile(string path, string? fullPath, bool isNamed = true, bool isLink = false)
    {
        Path = path;
        FullPath = fullPath;
        _isNamed = isNamed;
        _isLink = isLink;
        _length = new Lazy<long?>(ReadLength);
    }

    /// <summary>Returns standard input with a path for reports.</summary>
    public static InputFile NamedStandardInput(string path) => new(path.Replace('\\', '/'), null);

    /// <summary>Returns a file that the user specified, with its path in reports and its absolute path. It can be a pipe.</summary>
    public static InputFile Named(string path, string fullPath) => new(path, fullPath);

    /// <summary>Returns a file that was found in a folder. It is read only if it is a regular file.</summary>
    public static InputFile Found(string path, string fullPath, bool isLink) => new(path, fullPath, isNamed: false, isLink);

    /// <summary>The path in reports: as specified by the user, with <c>/</c> as the separator on all platforms.</summary>
    public string Path { get; }

    /// <summary>The absolute path; null for standard input.</summary>
    public string? FullPath { get; }

    /// <summary>The size in bytes; null if it is not known before reading, as for standard input, pipes, empty files and compressed files.</summary>
    public long? Length => _length.Value;

    /// <summary>Whether the file has an extension of NDJSON.</summary>
    public bool IsNamedAsLines => HasExtension(".ndjson") || HasExtension(".jsonl");

    /// <summary>Whether the file has the extension of HAR recordings.</summary>
    public bool IsNamedAsHar => HasExtension(".har");

    /// <summary>Whether the file has an extension of YAML.</summary>
    public bool IsNamedAsYaml => HasExtension(".yaml") || HasExtension(".yml");

    /// <summary>Opens the file for reading.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The user is not allowed to read the file.</exception>
    public Stream Open()
    {
        if (FullPath is null) return StandardStreams.OpenInput();
        // If it is not a link and has a length, it is a regular file.
        if (!_isNamed && (_isLink || Length is null)) RequireRegularFile(FullPath);
        return new FileStream(FullPath, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0, Share = FileShare.ReadWrite | FileShare.Delete });
    }

    private static void RequireRegularFile(string path)
    {
        if (SpecialFile.KindOf(path) is { } kind) throw new UnreadableFileException($"it is {kind}, not a regular file");
        // .NET decodes a byte that is not UTF-8 as a replacement character, and then cannot find the file.
        if (path.Contains('\uFFFD', StringComparison.Ordinal) && !File.Exists(path)) throw new UnreadableFileException("its name is not UTF-8");
    }

    private long? ReadLength()
    {
        if (FullPath is null || Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) return null;
        try
        {
            // A pipe has no length and reports zero.
            return new FileInfo(FullPath).Length is > 0 and long length ? length : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private bool HasExtension(string extension) =>
        Path.EndsWith(extension, StringComparison.OrdinalIgnoreCase) || Path.EndsWith(extension + ".gz", StringComparison.OrdinalIgnoreCase);
}
