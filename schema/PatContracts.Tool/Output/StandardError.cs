namespace PatContracts.Tool.Output;

/// <summary>Standard error, which is written as far as it can be: that a message has no reader changes neither the run nor its exit code.</summary>
internal sealed class StandardError : Stream
{
    private readonly Stream _stream = StandardStreams.OpenError();

    private StandardError()
    {
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Makes <see cref="Console.Error"/> such a stream.</summary>
    public static void Install() => Console.SetError(new StreamWriter(new StandardError(), Console.Error.Encoding) { AutoFlush = true });

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _stream.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is nowhere left to report it.
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
