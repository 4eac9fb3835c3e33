namespace PatContracts.Tool.Output;

/// <summary>Standard input, output and error: those of the process, or replacements for running the command inside another program.</summary>
internal sealed class StandardStreams : IDisposable
{
    private static StandardStreams? _replaced;

    private readonly TextWriter _consoleError = Console.Error;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly Stream _error;

    private StandardStreams(Stream input, Stream output, Stream error) => (_input, _output, _error) = (input, output, error);

    /// <summary>Whether the streams are replaced.</summary>
    public static bool AreReplaced => _replaced is not null;

    public static bool IsInputRedirected => AreReplaced || Console.IsInputRedirected;

    public static bool IsOutputRedirected => AreReplaced || Console.IsOutputRedirected;

    public static bool IsErrorRedirected => AreReplaced || Console.IsErrorRedirected;

    public static Stream OpenInput() => _replaced?._input ?? Console.OpenStandardInput();

    public static Stream OpenOutput() => _replaced?._output ?? Console.OpenStandardOutput();

    public static Stream OpenError() => _replaced?._error ?? Console.OpenStandardError();

    /// <summary>Replaces the three streams until the result is disposed. Only one replacement can be active.</summary>
    /// <exception cref="InvalidOperationException">The streams are already replaced.</exception>
    public static IDisposable Replace(Stream input, Stream output, Stream error)
    {
        var replacement = new StandardStreams(input, output, error);
        if (Interlocked.CompareExchange(ref _replaced, replacement, null) is not null) throw new InvalidOperationException("The standard streams are already replaced.");
        return replacement;
    }

    public void Dispose()
    {
        // The command has replaced the console's writer (StandardError.Install).
        Console.SetError(_consoleError);
        Interlocked.CompareExchange(ref _replaced, null, this);
    }
}
