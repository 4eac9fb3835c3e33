namespace PatContracts.Tool.Commands;

/// <summary>The exit codes of each command, for its help. See <see cref="ExitCode"/> for their general meaning.</summary>
internal static class CommandExitCodes
{
    private const string Usage = "the command line is invalid, or nothing matches it";
    private const string Configuration = "a schema, a baseline or the configuration cannot be used";

    /// <summary>Returns the exit codes of a command and their meanings.</summary>
    public static IReadOnlyList<(ExitCode Code, string Meaning)> Of(string command) =>
        [.. Particular(command).Append((ExitCode.Internal, "an internal error")).Append((ExitCode.Output, "standard output cannot be written")).OrderBy(static one => one.Item1)];

    private static (ExitCode Code, string Meaning)[] Particular(string command) => command switch
    {
        "check" =>
        [
            (ExitCode.Clean, "no findings at or above --fail-on"),
            (ExitCode.Findings, "findings at or above --fail-on, or schema warnings if --fail-on is warning or info"),
            (ExitCode.Usage, Usage),
            (ExitCode.Input, "an input cannot be read or is not JSON"),
            (ExitCode.Configuration, Configuration),
            (ExitCode.Interrupted, "interrupted; the findings so far are reported"),
        ],
        "test" => WithFindings("all tests have the expected result", "a test has an unexpected result"),
        "lint" => WithFindings("no findings at or above --fail-on", "findings at or above --fail-on"),
        "audit" =>
        [
            (ExitCode.Clean, "no token has the advice of --fail-on or more urgent advice"),
            (ExitCode.Findings, "a token has the advice of --fail-on or more urgent advice"),
            (ExitCode.Usage, Usage),
            (ExitCode.Input, "an input cannot be read completely, so the audit is incomplete"),
            (ExitCode.Configuration, "the key of the pseudonyms cannot be used"),
        ],
        "fetch" =>
        [
            (ExitCode.Clean, "all lists were written"),
            (ExitCode.Usage, "the command line is invalid, credentials are missing, or a file cannot be written"),
            (ExitCode.Input, "the service cannot be reached, rejects the request or does not send a complete list; no file was written"),
            (ExitCode.Interrupted, "interrupted; no file was written"),
        ],
        "diff" => WithFindings("no changes match --fail-on", "changes match --fail-on"),
        _ => [(ExitCode.Clean, "success"), (ExitCode.Usage, Usage), (ExitCode.Configuration, "a schema cannot be used")],
    };

    private static (ExitCode Code, string Meaning)[] WithFindings(string clean, string findings) =>
    [
        (ExitCode.Clean, clean),
        (ExitCode.Findings, findings),
        (ExitCode.Usage, Usage),
        (ExitCode.Input, "an input cannot be read or is not JSON"),
        (ExitCode.Configuration, Configuration),
    ];
}
