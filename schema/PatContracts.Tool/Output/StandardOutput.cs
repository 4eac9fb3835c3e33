using Microsoft.Win32.SafeHandles;

namespace PatContracts.Tool.Output;

/// <summary>
/// Standard output, for bytes. A reader that goes away (<c>| head -n 1</c>) is no error: what is written after that goes nowhere, and whoever writes without end can
/// ask whether anybody is still there. Any other failure to write (a full disk, a closed standard output) ends the run with an error of its own.
/// </summary>
internal sealed class StandardOutput : Stream
{
    // What the system calls its errors (errno), as .NET hands them on.
    private const int BrokenPipe = 32;
    private const int NoSpace = 28;

    private readonly Stream _stream = Open();

    /// <summary>Whether the reader of standard output has gone away.</summary>
    public static bool IsReaderGone { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The absolute path of the file that standard output is redirected to; null if it is none, or the system does not say.</summary>
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

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

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

    // The console's own stream says nothing of a reader that has gone. A file has none that could go, and is left to that stream, which goes on where others ended.
    private static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected || StandardStreams.AreReplaced) return StandardStreams.OpenOutput();
        var direct = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return direct.CanSeek ? StandardStreams.OpenOutput() : direct;
    }
}
