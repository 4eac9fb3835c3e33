namespace PatContracts.Tool;

/// <summary>An end of the run that the user can do something about: one clear sentence and an exit code, no stack trace.</summary>
internal sealed class ToolException(ExitCode exitCode, string message) : Exception(message)
{
    public ExitCode ExitCode { get; } = exitCode;

    public static ToolException Usage(string message) => new(ExitCode.Usage, message);

    public static ToolException Configuration(string message) => new(ExitCode.Configuration, message);
}
