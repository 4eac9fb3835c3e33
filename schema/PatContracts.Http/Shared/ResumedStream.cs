using System.Runtime.ExceptionServices;

namespace PatContracts.Http.Shared;

/// <summary>
/// A stream whose first bytes have already been read: provides these bytes, then the rest of the stream or the exception that reading the rest caused.
/// Can be read once.
/// </summary>
/// <param name="head">The bytes that have been read.</param>
/// <param name="rest">The stream that they were read from.</param>
/// <param name="leaveOpen">Whether to leave <paramref name="rest"/> open when this stream is disposed.</param>
/// <param name="failure">The exception to throw after the first bytes; null if the rest can be read.</param>
internal sealed class ResumedStream(ReadOnlyMemory<byte> head, Stream rest, bool leaveOpen, ExceptionDispatchInfo? failure = null) : Stream
{
    private ReadOnlyMemory<byte> _head = head;

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
        if (taken > 0 || buffer.IsEmpty) return taken;
        failure?.Throw();
        return rest.Read(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int taken = TakeHead(buffer.Span);
        if (taken > 0 || buffer.IsEmpty) return new ValueTask<int>(taken);
        return failure is null ? rest.ReadAsync(buffer, cancellationToken) : ValueTask.FromException<int>(failure.SourceException);
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
        if (disposing && !leaveOpen) rest.Dispose();
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
