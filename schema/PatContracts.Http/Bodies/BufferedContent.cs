using System.Net;

namespace PatContracts.Http.Bodies;

/// <summary>
/// A body in memory, with its original headers. The constructor loads it into the buffer of <see cref="HttpContent"/>, so that neither
/// <see cref="HttpClient"/> nor any reader copies it again.
/// </summary>
internal sealed class BufferedContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;

    public BufferedContent(HttpContent original, ReadOnlyMemory<byte> body)
    {
        _body = body;
        ContentHeaders.Copy(original, this);
        // Completes synchronously, because memory is copied to memory.
        LoadIntoBufferAsync().GetAwaiter().GetResult();
        _body = default;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        stream.Write(_body.Span);
        return Task.CompletedTask;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
