namespace PatContracts.Reading;

/// <summary>A stream whose beginning was read ahead to detect its content. It leaves the underlying stream open.</summary>
internal sealed class PeekedStream(Stream stream) : Stream
{
    private readonly Stream _stream = stream ?? throw new ArgumentNullException(nameof(stream));
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The bytes that have been read ahead and not yet returned.</summary>
    public ReadOnlySpan<byte> Peeked => _buffer.AsSpan(_start, _length - _start);

    /// <summary>Reads up to the first character that is not white space.</summary>
    public async Task PeekAsync(CancellationToken cancellationToken)
    {
        while (IsBlank(Peeked))
        {
            // White space is kept, because findings count lines and columns from the beginning. Beyond 64 KiB, the payload is treated as one token.
            if (_length == _buffer.Length && _length >= 64 * 1024) return;
            if (_length == _buffer.Length) Array.Resize(ref _buffer, _length * 2);
#if NET8_0_OR_GREATER
            int read = await _stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false);
#else
            int read = await _stream.ReadAsync(_buffer, _length, _buffer.Length - _length, cancellationToken).ConfigureAwait(false);
#endif
            if (read == 0) return;
            _length += read;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        _start == _length ? _stream.Read(buffer, offset, count) : TakePeeked(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _start == _length ? _stream.ReadAsync(buffer, offset, count, cancellationToken) : Task.FromResult(TakePeeked(buffer.AsSpan(offset, count)));

#if NET8_0_OR_GREATER
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _start == _length ? _stream.ReadAsync(buffer, cancellationToken) : new ValueTask<int>(TakePeeked(buffer.Span));
#endif

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static bool IsBlank(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (b is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')) return false;
        }

        return true;
    }

    private int TakePeeked(Span<byte> destination)
    {
        int count = Math.Min(destination.Length, _length - _start);
        Peeked.Slice(0, count).CopyTo(destination);
        _start += count;
        return count;
    }
}
