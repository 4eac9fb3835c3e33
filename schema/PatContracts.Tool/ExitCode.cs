namespace PatContracts.Tool;

/// <summary>What the command's exit code says. Each means one thing; where several apply, the most serious wins.</summary>
internal enum ExitCode
{
    /// <summary>Everything was read and nothing was found that counts.</summary>
    Clean = 0,

    /// <summary>There are findings at or above <c>--fail-on</c>; for <c>diff</c>, breaking changes; for <c>audit</c>, tokens to act on.</summary>
    Findings = 1,

    /// <summary>The command line makes no sense, or no file matched it.</summary>
    Usage = 2,

    /// <summary>An input could not be read, or is not JSON; for <c>fetch</c>, the service did not send a complete list.</summary>
    Input = 3,

    /// <summary>A schema, a baseline or the configuration file cannot be used.</summary>
    Configuration = 4,

    /// <summary>A fault of the command itself.</summary>
    Internal = 70,

    /// <summary>Standard output could not be written; EX_IOERR of sysexits.h. A reader that closes it early is no error.</summary>
    Output = 74,

    /// <summary>Ended by Ctrl-C; what was found so far has been reported. 128 + SIGINT, as shells expect it.</summary>
    Interrupted = 130,
}
