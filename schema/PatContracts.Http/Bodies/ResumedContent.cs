using System.Net;
using System.Runtime.ExceptionServices;
using PatContracts.Http.Shared;

namespace PatContracts.Http.Bodies;

/// <summary>A body whose first bytes have already been read, with its original headers. Can be read once.</summary>
internal sealed class ResumedContent : HttpContent
{
    private readonly HttpContent _original;
    private readonly ResumedStream _stream;

    /// <summary>Initializes a new instance of the <see cref="ResumedContent"/> class.</summary>
    /// <param name="original">The original content. It is disposed together with this instance.</param>
    /// <param name="head">The bytes that have been read.</param>
    /// <param name="rest">The stream that they were read from.</param>
    /// <param name="failure">The exception to throw after the first bytes; null if the rest can be read.</param>
    public ResumedContent(HttpContent original, ReadOnlyMemory<byte> head, Stream rest, Exception? failure = null)
    {
        _original = original;
        _stream = new ResumedStream(head, rest, leaveOpen: false, failure is null ? null : ExceptionDispatchInfo.Capture(failure));
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
