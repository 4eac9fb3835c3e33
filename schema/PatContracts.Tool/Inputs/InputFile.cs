using PatContracts.Tool.Output;

namespace PatContracts.Tool.Inputs;

/// <summary>Something to read payloads from: a file, or standard input.</summary>
internal sealed class InputFile
{
    /// <summary>How reports name standard input.</summary>
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

    /// <summary>Standard input, under the path that it stands for.</summary>
    public static InputFile NamedStandardInput(string path) => new(path.Replace('\\', '/'), null);

    /// <summary>A file that the user named, by the path that reports show and the path it is opened by. It may be a pipe.</summary>
    public static InputFile Named(string path, string fullPath) => new(path, fullPath);

    /// <summary>A file that was found in a folder. Only a regular file is read.</summary>
    public static InputFile Found(string path, string fullPath, bool isLink) => new(path, fullPath, isNamed: false, isLink);

    /// <summary>The path as reports show it: as the user gave it, with <c>/</c> between its parts on every system.</summary>
    public string Path { get; }

    /// <summary>The absolute path, or null for standard input.</summary>
    public string? FullPath { get; }

    /// <summary>The size in bytes, or null where it is not known before reading: of standard input, a pipe, an empty file, or what is packed.</summary>
    public long? Length => _length.Value;

    /// <summary>Whether its name says that every line is a payload.</summary>
    public bool IsNamedAsLines => HasExtension(".ndjson") || HasExtension(".jsonl");

    /// <summary>Whether its name says that it is a recording of HTTP traffic.</summary>
    public bool IsNamedAsHar => HasExtension(".har");

    /// <summary>Whether its name says that it is YAML.</summary>
    public bool IsNamedAsYaml => HasExtension(".yaml") || HasExtension(".yml");

    /// <summary>Opens the file for reading.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public Stream Open()
    {
        if (FullPath is null) return StandardStreams.OpenInput();
        // Where a length is known of what is no link, it is that of a regular file.
        if (!_isNamed && (_isLink || Length is null)) RequireRegularFile(FullPath);
        return new FileStream(FullPath, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0, Share = FileShare.ReadWrite | FileShare.Delete });
    }

    private static void RequireRegularFile(string path)
    {
        if (SpecialFile.KindOf(path) is { } kind) throw new UnreadableFileException($"it is {kind}, not a regular file");
        // .NET shows a byte that is not UTF-8 as a replacement character, and finds nothing under that name.
        if (path.Contains('\uFFFD', StringComparison.Ordinal) && !File.Exists(path)) throw new UnreadableFileException("its name is not UTF-8");
    }

    private long? ReadLength()
    {
        if (FullPath is null || Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) return null;
        try
        {
            // A pipe has none, and reports zero.
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
