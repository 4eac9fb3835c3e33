using Microsoft.Win32.SafeHandles;

namespace PatContracts.Tool.Output;

/// <summary>
/// Standard output, for bytes. A reader that goes away (<c>| head -n 1</c>) is no error: what is written after that goes nowhere, and whoever writes without end can
/// ask whether anybody is still there.
/// </summary>
internal sealed class StandardOutput : Stream
{
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

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (IsReaderGone) return;
        try
        {
            _stream.Write(buffer);
        }
        catch (IOException) when (_stream is FileStream)
        {
            IsReaderGone = true;
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

    // The console's own stream says nothing of a reader that has gone. A file has none that could go, and is left to that stream, which goes on where others ended.
    private static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected) return Console.OpenStandardOutput();
        var direct = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return direct.CanSeek ? Console.OpenStandardOutput() : direct;
    }
}
