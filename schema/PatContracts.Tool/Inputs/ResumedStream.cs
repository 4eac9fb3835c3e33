namespace PatContracts.Tool.Inputs;

/// <summary>What was read of a stream to see what it is, and then the rest of it. Tells how much is read; closing it closes nothing.</summary>
internal sealed class ResumedStream(ReadOnlyMemory<byte> start, Stream rest, Action<long>? progress) : ForwardStream
{
    private ReadOnlyMemory<byte> _start = start;

    public override int Read(Span<byte> buffer)
    {
        int read;
        if (_start.IsEmpty)
        {
            read = rest.Read(buffer);
        }
        else
        {
            read = Math.Min(buffer.Length, _start.Length);
            _start.Span[..read].CopyTo(buffer);
            _start = _start[read..];
        }

        progress?.Invoke(read);
        return read;
    }
}
