namespace PatContracts.Tool.Output;

/// <summary>Standard error, which is written as far as it can be: that a message has no reader changes neither the run nor its exit code.</summary>
internal sealed class StandardError : WriteOnlyStream
{
    private readonly Stream _stream = StandardStreams.OpenError();

    private StandardError()
    {
    }

    /// <summary>Makes <see cref="Console.Error"/> such a stream.</summary>
    public static void Install() => Console.SetError(new StreamWriter(new StandardError(), Console.Error.Encoding) { AutoFlush = true });

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _stream.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is nowhere left to report it.
        }
    }
}
