using System.Buffers;

namespace PatContracts.Http.Shared;

/// <summary>
/// A buffer in pooled memory that grows up to a limit. Dispose returns the memory to the pool unless <see cref="Detach"/> has transferred it to the caller.
/// </summary>
internal sealed class BodyBuffer(int limit) : IDisposable
{
    private const int SmallestRent = 4096;

    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>
    /// Reads a stream to its end. Returns false if the stream exceeds the limit: the buffer then contains one byte more than the limit, and the stream is
    /// positioned after that byte.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="expectedLength">The expected number of bytes. A wrong value costs a copy.</param>
    /// <param name="cancellationToken">The token to cancel the operation.</param>
    public async ValueTask<bool> FillAsync(Stream stream, long? expectedLength, CancellationToken cancellationToken)
    {
        Expect(expectedLength);
        while (Length <= limit)
        {
            int read = await stream.ReadAsync(Free(), cancellationToken).ConfigureAwait(false);
            if (read == 0) return true;
            Length += read;
        }

        return false;
    }

    /// <summary>The synchronous form of <see cref="FillAsync"/>.</summary>
    /// <inheritdoc cref="FillAsync"/>
    public bool Fill(Stream stream, long? expectedLength)
    {
        Expect(expectedLength);
        while (Length <= limit)
        {
            int read = stream.Read(Free().Span);
            if (read == 0) return true;
            Length += read;
        }

        return false;
    }

    /// <summary>Transfers the memory to the caller. It does not return to the pool.</summary>
    public ReadOnlyMemory<byte> Detach()
    {
        ReadOnlyMemory<byte> written = Written;
        _bytes = [];
        Length = 0;
        return written;
    }

    public void Dispose()
    {
        Return();
        _bytes = [];
        Length = 0;
    }

    // One byte more than expected, because the read that detects the end of the stream needs a non-empty buffer.
    private void Expect(long? length) => Grow((int)Math.Min(length ?? SmallestRent, limit) + 1);

    private Memory<byte> Free()
    {
        if (Length == _bytes.Length) Grow(Length + 1);
        return _bytes.AsMemory(Length, Math.Min(_bytes.Length, limit + 1) - Length);
    }

    private void Grow(int needed)
    {
        int size = Math.Max(Math.Max(needed, SmallestRent), (int)Math.Min(2L * _bytes.Length, limit + 1L));
        byte[] larger = ArrayPool<byte>.Shared.Rent(size);
        _bytes.AsSpan(0, Length).CopyTo(larger);
        Return();
        _bytes = larger;
    }

    // A create response contains a secret, so the memory is cleared before it returns to the pool.
    private void Return()
    {
        if (_bytes.Length == 0) return;
        _bytes.AsSpan(0, Length).Clear();
        ArrayPool<byte>.Shared.Return(_bytes);
    }
}
