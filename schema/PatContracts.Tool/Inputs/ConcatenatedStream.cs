namespace PatContracts.Tool.Inputs;

/// <summary>Reads two streams one after the other.</summary>
/// <param name="first">The first stream.</param>
/// <param name="second">The second stream.</param>
/// <param name="leaveOpen">Whether to leave both streams open when this stream is disposed.</param>
/// <param name="progress">Receives the number of bytes of each read.</param>
internal sealed class ConcatenatedStream(Stream first, Stream second, bool leaveOpen, Action<long>? progress = null) : ForwardStream
{
    private bool _isFirstRead;

    public override int Read(Span<byte> buffer)
    {
        int read = _isFirstRead ? 0 : first.Read(buffer);
        if (read == 0 && !buffer.IsEmpty)
        {
            _isFirstRead = true;
            read = second.Read(buffer);
        }

        progress?.Invoke(read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
        {
            first.Dispose();
            second.Dispose();
        }

        base.Dispose(disposing);
    }
}
