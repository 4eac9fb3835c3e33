namespace PatContracts.Tool.Output;

/// <summary>Standard error. Write errors are ignored, so that they change neither the run nor its exit code.</summary>
internal sealed class StandardError : WriteOnlyStream
{
    private readonly Stream _stream = StandardStreams.OpenError();

    private StandardError()
    {
    }

    /// <summary>Replaces the stream of <see cref="Console.Error"/>.</summary>
    public static void Install() => Console.SetError(new StreamWriter(new StandardError(), Console.Error.Encoding) { AutoFlush = true });

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _stream.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is no other stream to report the error on.
        }
    }
}
