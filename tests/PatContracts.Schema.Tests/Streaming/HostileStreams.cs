namespace PatContracts.Schema.Tests.Streaming;

/// <summary>A stream with a beginning, a repeated part and an end, without all of it in memory.</summary>
internal sealed class RepeatingStream(byte[] head, byte[] body, int times, byte[] tail) : ReadOnlyStream
{
    private long _position;

    public long Total => head.Length + ((long)body.Length * times) + tail.Length;

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = 0;
        while (read < count && _position < Total)
        {
            (byte[] part, int at) = _position < head.Length
                ? (head, (int)_position)
                : _position < Total - tail.Length ? (body, (int)((_position - head.Length) % body.Length)) : (tail, (int)(_position - (Total - tail.Length)));
            int length = Math.Min(part.Length - at, count - read);
            part.AsSpan(at, length).CopyTo(buffer.AsSpan(offset + read));
            read += length;
            _position += length;
        }

        return read;
    }
}

/// <summary>A stream that returns its content and then never completes a read.</summary>
internal sealed class StallingStream(byte[] bytes) : ReadOnlyStream
{
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasBeenRead;

    public Task Stalled => _stalled.Task;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_hasBeenRead)
        {
            _hasBeenRead = true;
            bytes.CopyTo(buffer);
            return bytes.Length;
        }

        _stalled.TrySetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>A stream that returns its content and then throws.</summary>
internal sealed class BreakingStream(byte[] bytes) : ReadOnlyStream
{
    private bool _hasBeenRead;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_hasBeenRead) throw new IOException("The connection was lost.");
        _hasBeenRead = true;
        bytes.CopyTo(buffer, offset);
        return bytes.Length;
    }
}

/// <summary>The common base of read-only streams.</summary>
internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
