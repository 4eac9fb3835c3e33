namespace PatContracts.Schema.Tests.Streaming;

/// <summary>A stream that returns its bytes in pieces of fixed sizes, one per read.</summary>
internal sealed class SplitStream(byte[] bytes, params int[] cuts) : Stream
{
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <summary>The number of bytes returned.</summary>
    public int Taken => _position;

    public static SplitStream InPiecesOf(byte[] bytes, int size) =>
        new(bytes, [.. Enumerable.Range(1, bytes.Length / size).Select(piece => piece * size)]);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int end = bytes.Length;
        foreach (int cut in cuts)
        {
            if (cut > _position && cut < end) end = cut;
        }

        int count = Math.Min(end - _position, buffer.Length);
        bytes.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
