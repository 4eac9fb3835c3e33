using Microsoft.Win32.SafeHandles;

namespace PatContracts.Tool.Output;

/// <summary>
/// Standard output, for bytes. A reader that goes away (<c>| head -n 1</c>) is no error: what is written after that is dropped, and code that writes without end can
/// ask whether anybody is still there. Any other failure to write (a full disk, a closed standard output) ends the run with an error of its own.
/// </summary>
internal sealed class StandardOutput : WriteOnlyStream
{
    // What the system calls its errors (errno), as .NET hands them on.
    private const int BrokenPipe = 32;
    private const int NoSpace = 28;

    private readonly Stream _stream = Open();

    /// <summary>Whether the reader of standard output has gone away.</summary>
    public static bool IsReaderGone { get; private set; }

    /// <summary>The absolute path of the file that standard output is redirected to; null if it is not redirected to one, or that is not known.</summary>
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
            // Nothing more is tried: what is left in buffers would fail again while they are closed.
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
        _ => "the system reports a write error",
    };

    // The console's own stream does not report that the reader has gone. A file has no reader, and is left to that stream, which continues where others ended.
    private static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected || StandardStreams.AreReplaced) return StandardStreams.OpenOutput();
        var direct = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return direct.CanSeek ? StandardStreams.OpenOutput() : direct;
    }
}
