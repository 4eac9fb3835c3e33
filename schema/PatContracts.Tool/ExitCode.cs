namespace PatContracts.Tool;

/// <summary>The exit codes of the command. If several apply, the most serious one is returned.</summary>
internal enum ExitCode
{
    /// <summary>All inputs were read, and there are no findings at or above <c>--fail-on</c>.</summary>
    Clean = 0,

    /// <summary>There are findings at or above <c>--fail-on</c>; for <c>diff</c>, breaking changes; for <c>audit</c>, tokens to act on.</summary>
    Findings = 1,

    /// <summary>The command line is invalid, or no file matches it.</summary>
    Usage = 2,

    /// <summary>An input could not be read or is not JSON; for <c>fetch</c>, the service did not send a complete list.</summary>
    Input = 3,

    /// <summary>A schema, a baseline or the configuration file cannot be used.</summary>
    Configuration = 4,

    /// <summary>An internal error.</summary>
    Internal = 70,

    /// <summary>Standard output could not be written (EX_IOERR in sysexits.h). It is not an error if the reader closes it early.</summary>
    Output = 74,

    /// <summary>Interrupted by Ctrl+C; the findings so far have been reported. 128 + SIGINT, as is the convention of shells.</summary>
    Interrupted = 130,
}
