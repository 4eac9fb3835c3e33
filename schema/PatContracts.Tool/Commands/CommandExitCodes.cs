namespace PatContracts.Tool.Commands;

/// <summary>What each command ends with, for its help. The numbers mean the same everywhere (<see cref="ExitCode"/>).</summary>
internal static class CommandExitCodes
{
    private const string Usage = "the command line is wrong, or nothing matches it";
    private const string Configuration = "a schema, a baseline or the configuration cannot be used";

    /// <summary>The exit codes of a command, with what they mean there.</summary>
    public static IReadOnlyList<(ExitCode Code, string Meaning)> Of(string command) =>
        [.. Particular(command).Append((ExitCode.Internal, "a defect of the command")).Append((ExitCode.Output, "standard output cannot be written")).OrderBy(static one => one.Item1)];

    private static (ExitCode Code, string Meaning)[] Particular(string command) => command switch
    {
        "check" =>
        [
            (ExitCode.Clean, "no findings at or above --fail-on"),
            (ExitCode.Findings, "findings at or above --fail-on, or a schema with a warning if that is warning or info"),
            (ExitCode.Usage, Usage),
            (ExitCode.Input, "an input cannot be read, or is not JSON"),
            (ExitCode.Configuration, Configuration),
            (ExitCode.Interrupted, "interrupted; what was found so far is reported"),
        ],
        "test" => WithFindings("every case has the result it expects", "some case has another result than it expects"),
        "lint" => WithFindings("no findings at or above --fail-on", "findings at or above --fail-on"),
        "audit" =>
        [
            (ExitCode.Clean, "no token has the advice of --fail-on or a more urgent one"),
            (ExitCode.Findings, "a token has the advice of --fail-on or a more urgent one"),
            (ExitCode.Usage, Usage),
            (ExitCode.Input, "an input cannot be read, or only in part: the audit is incomplete"),
            (ExitCode.Configuration, "the key of pseudonyms cannot be used"),
        ],
        "fetch" =>
        [
            (ExitCode.Clean, "every list was written"),
            (ExitCode.Usage, "the command line is wrong, credentials are missing, or a file cannot be written"),
            (ExitCode.Input, "the service cannot be reached, refuses the request or does not send a complete list; no file was written"),
            (ExitCode.Interrupted, "interrupted; no file was written"),
        ],
        "diff" => WithFindings("no change counts for --fail-on", "changes count for --fail-on"),
        _ => [(ExitCode.Clean, "done"), (ExitCode.Usage, Usage), (ExitCode.Configuration, "a schema cannot be used")],
    };

    private static (ExitCode Code, string Meaning)[] WithFindings(string clean, string findings) =>
    [
        (ExitCode.Clean, clean),
        (ExitCode.Findings, findings),
        (ExitCode.Usage, Usage),
        (ExitCode.Input, "an input cannot be read, or is not JSON"),
        (ExitCode.Configuration, Configuration),
    ];
}
