using System.Diagnostics;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Output;

public sealed class StandardOutputTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("check --help")]
    [InlineData("list")]
    [InlineData("schema v3")]
    [InlineData("explain schema/type")]
    [InlineData("sample v3")]
    [InlineData("diff v3 v2025")]
    [InlineData("audit a.json")]
    [InlineData("check a.json --format text --format json --format sarif --format junit --format github --format gitlab --format msbuild")]
    public void A_full_or_closed_standard_output_is_an_error_and_a_closed_pipe_is_not(string arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full");
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Payloads.WithoutCreated);
        CommandResult full = Run(folder, "\"$@\" > /dev/full", arguments);
        Assert.Equal((74, "pat-contracts: error: Standard output cannot be written: no space is left on the device\n"), (full.ExitCode, full.Error));
        CommandResult closed = Run(folder, "\"$@\" >&-", arguments);
        Assert.Equal((74, "pat-contracts: error: Standard output cannot be written: it is closed, or not open for writing\n"), (closed.ExitCode, closed.Error));
        CommandResult pipe = Run(folder, "set -o pipefail; \"$@\" | true", arguments);
        Assert.True(pipe.ExitCode is 0 or 1);
        Assert.Equal("", pipe.Error);
    }

    [Theory]
    [InlineData("2> /dev/full")]
    [InlineData("2>&-")]
    public void A_standard_error_that_cannot_be_written_does_not_change_the_exit_code(string redirection)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full");
        using var folder = new TemporaryFolder();
        Assert.Equal(2, Run(folder, $"\"$@\" {redirection}", "check nowhere.json").ExitCode);
    }

    private static CommandResult Run(TemporaryFolder folder, string script, string arguments)
    {
        ProcessStartInfo plain = Command.StartInfo(folder.Path, arguments.Split(' '));
        return Command.Run(new ProcessStartInfo("bash", ["-c", script, "bash", plain.FileName, .. plain.ArgumentList])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
    }
}
