namespace PatContracts.Tool.Output;

/// <summary>Standard input, output and error: those of the process, or the streams that replace them where a program runs the command inside itself.</summary>
internal sealed class StandardStreams : IDisposable
{
    private static StandardStreams? _replaced;

    private readonly TextWriter _consoleError = Console.Error;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly Stream _error;

    private StandardStreams(Stream input, Stream output, Stream error) => (_input, _output, _error) = (input, output, error);

    /// <summary>Whether they are replaced.</summary>
    public static bool AreReplaced => _replaced is not null;

    public static bool IsInputRedirected => AreReplaced || Console.IsInputRedirected;

    public static bool IsOutputRedirected => AreReplaced || Console.IsOutputRedirected;

    public static bool IsErrorRedirected => AreReplaced || Console.IsErrorRedirected;

    public static Stream OpenInput() => _replaced?._input ?? Console.OpenStandardInput();

    public static Stream OpenOutput() => _replaced?._output ?? Console.OpenStandardOutput();

    public static Stream OpenError() => _replaced?._error ?? Console.OpenStandardError();

    /// <summary>Replaces the three streams of the process until the result is disposed. Only one replacement can be in force.</summary>
    /// <exception cref="InvalidOperationException">They are replaced already.</exception>
    public static IDisposable Replace(Stream input, Stream output, Stream error)
    {
        var replacement = new StandardStreams(input, output, error);
        if (Interlocked.CompareExchange(ref _replaced, replacement, null) is not null) throw new InvalidOperationException("The standard streams are replaced already.");
        return replacement;
    }

    public void Dispose()
    {
        // The command has replaced the console's writer (StandardError.Install).
        Console.SetError(_consoleError);
        Interlocked.CompareExchange(ref _replaced, null, this);
    }
}
