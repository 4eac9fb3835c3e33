namespace PatContracts.Http.Bodies;

/// <summary>
/// Bytes in memory and, behind them, what a stream still holds: reads through both, once, forwards. Disposing it disposes the stream.
/// </summary>
internal sealed class ReadOnlyMemoryStream(ReadOnlyMemory<byte> head, Stream? rest = null) : Stream
{
    private ReadOnlyMemory<byte> _head = head;
    private readonly Stream _rest = rest ?? Null;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int taken = TakeHead(buffer);
        return taken > 0 || buffer.IsEmpty ? taken : _rest.Read(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int taken = TakeHead(buffer.Span);
        return taken > 0 || buffer.IsEmpty ? new ValueTask<int>(taken) : _rest.ReadAsync(buffer, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _rest.Dispose();
        base.Dispose(disposing);
    }

    private int TakeHead(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _head.Length);
        _head.Span[..count].CopyTo(buffer);
        _head = _head[count..];
        return count;
    }
}
