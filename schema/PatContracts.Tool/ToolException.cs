namespace PatContracts.Tool;

/// <summary>The exception that ends a run with an error that the user can fix: a message and an exit code, without a stack trace.</summary>
internal sealed class ToolException(ExitCode exitCode, string message) : Exception(message)
{
    public ExitCode ExitCode { get; } = exitCode;

    public static ToolException Usage(string message) => new(ExitCode.Usage, message);

    public static ToolException Configuration(string message) => new(ExitCode.Configuration, message);
}
