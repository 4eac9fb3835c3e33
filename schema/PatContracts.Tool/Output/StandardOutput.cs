using Microsoft.Win32.SafeHandles;

namespace PatContracts.Tool.Output;

/// <summary>
/// Standard output for bytes. It is not an error if the reader closes it early (<c>| head -n 1</c>): further output is discarded, and code with long output can
/// check <see cref="IsReaderGone"/>. Any other write error (a full disk, a closed standard output) ends the run with <see cref="ExitCode.Output"/>.
/// </summary>
internal sealed class StandardOutput : WriteOnlyStream
{
    // Error numbers of the operating system (errno), as in HResult.
    private const int BrokenPipe = 32;
    private const int NoSpace = 28;

    private readonly Stream _stream = Open();

    /// <summary>Whether the reader has closed standard output.</summary>
    public static bool IsReaderGone { get; private set; }

    /// <summary>The absolute path of the file that standard output is redirected to; null if it is not redirected to a file, or the file is unknown.</summary>
    public static string? RedirectedTo
    {
        get
        {
            if (!OperatingSystem.IsLinux() || !Console.IsOutputRedirected || StandardStreams.AreReplaced) return null;
            try
            {
                return File.ResolveLinkTarget("/proc/self/fd/1", returnFinalTarget: false)?.FullName;
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    /// <exception cref="ToolException">Standard output cannot be written to.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (IsReaderGone || buffer.IsEmpty) return;
        try
        {
            _stream.Write(buffer);
        }
        catch (IOException e) when (e.HResult == BrokenPipe)
        {
            IsReaderGone = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Further output is discarded, because writing the remaining buffers would fail again.
            IsReaderGone = true;
            throw new ToolException(ExitCode.Output, $"Standard output cannot be written: {Reason(e)}");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _stream.Dispose();
        base.Dispose(disposing);
    }

    private static string Reason(Exception e) => e switch
    {
        UnauthorizedAccessException => "it is closed, or not open for writing",
        { HResult: NoSpace } => "no space is left on the device",
        _ => "a write error occurred",
    };

    // The stream of Console does not report that the reader has closed the pipe. It is used for files, because it appends to what other processes have written.
    private static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected || StandardStreams.AreReplaced) return StandardStreams.OpenOutput();
        var direct = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return direct.CanSeek ? StandardStreams.OpenOutput() : direct;
    }
}
