using System.Text;

namespace PatContracts.Tests.Support;

/// <summary>A stream whose bytes arrive in small chunks.</summary>
internal sealed class ChunkedStream(byte[] all, int chunkSize) : MemoryStream(all)
{
    public ChunkedStream(string json, int chunkSize)
        : this(Encoding.UTF8.GetBytes(json), chunkSize)
    {
    }

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(chunkSize, buffer.Length)]);

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(chunkSize, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));
}
