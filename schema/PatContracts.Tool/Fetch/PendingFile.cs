using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Fetch;

/// <summary>
/// A temporary file next to its destination, which it replaces when it is complete. Until then, and if anything fails, the destination is unchanged.
/// </summary>
internal sealed class PendingFile : IDisposable
{
    private readonly string _destination;
    private readonly string _temporary;
    private readonly FileStream _stream;
    private bool _isCommitted;

    private PendingFile(string path, string destination)
    {
        Path = path;
        _destination = destination;
        _temporary = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(destination)!, $".{System.IO.Path.GetFileName(destination)}.{Guid.NewGuid():N}.part");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        // Other users of the machine must not read a list of tokens.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = ModeOf(destination);
        _stream = new FileStream(_temporary, options);
    }

    /// <summary>The destination as specified by the user.</summary>
    public string Path { get; }

    /// <summary>The content, for writing and reading.</summary>
    public Stream Content => _stream;

    /// <summary>Creates the file. Called before any request, so that a destination that cannot be written is reported early.</summary>
    /// <exception cref="ToolException">The destination cannot be written.</exception>
    public static PendingFile Create(string path)
    {
        try
        {
            string full = System.IO.Path.GetFullPath(path);
            if (Directory.Exists(full)) throw CannotWrite(path, "it is a folder");
            if (!OperatingSystem.IsWindows() && full.StartsWith("/dev/", StringComparison.Ordinal)) throw CannotWrite(path, "it is a device");
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
            return new PendingFile(path, new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, PathExpansion.Reason(e));
        }
    }

    /// <summary>Writes a part of the content.</summary>
    /// <exception cref="ToolException">The file cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> part)
    {
        try
        {
            _stream.Write(part);
        }
        catch (IOException e)
        {
            throw CannotWrite(Path, PathExpansion.Reason(e));
        }
    }

    /// <summary>Replaces the destination.</summary>
    /// <exception cref="ToolException">The destination cannot be written.</exception>
    public void Commit()
    {
        try
        {
            _stream.Flush(flushToDisk: true);
            _stream.Dispose();
            File.Move(_temporary, _destination, overwrite: true);
            _isCommitted = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(Path, PathExpansion.Reason(e));
        }
    }

    public void Dispose()
    {
        if (_isCommitted) return;
        try
        {
            _stream.Dispose();
            File.Delete(_temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The failure has been reported; a leftover temporary file is not another one.
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static UnixFileMode ModeOf(string destination) =>
        File.Exists(destination) ? File.GetUnixFileMode(destination) : UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static ToolException CannotWrite(string path, string reason) => ToolException.Usage($"{path}: The file cannot be written: {reason}");
}
