using System.Net;

namespace PatContracts.Http.Bodies;

/// <summary>A body of which a part has been read: gives out that part and then the rest, as it comes, once.</summary>
internal sealed class ResumedContent : HttpContent
{
    private readonly HttpContent _original;
    private readonly ReadOnlyMemoryStream _stream;

    public ResumedContent(HttpContent original, ReadOnlyMemory<byte> head, Stream rest)
    {
        _original = original;
        _stream = new ReadOnlyMemoryStream(head, rest);
        ContentHeaders.Copy(original, this);
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(_stream);

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => _stream;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _stream.CopyToAsync(stream, cancellationToken);

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _stream.CopyTo(stream);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
            _original.Dispose();
        }

        base.Dispose(disposing);
    }
}
