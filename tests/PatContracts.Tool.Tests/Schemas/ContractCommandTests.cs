using PatContracts.Schema;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Schemas;

public sealed class ContractCommandTests
{
    [Fact]
    public void List_shows_every_contract_and_its_origin()
    {
        CommandResult result = Command.Run("list");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains(result.Lines, line => line.StartsWith("v2026-list ", StringComparison.Ordinal));
        Assert.Contains(result.Lines, line => line.StartsWith("tool-configuration ", StringComparison.Ordinal));
        Assert.Equal(30, Command.Run("list", "--names").Lines.Count);
        Assert.Equal(30 + 4 + 1, result.Lines.Count);
        Assert.All(result.Lines, line => Assert.Equal(line.TrimEnd(), line));
    }

    [Theory]
    [InlineData("v2026", "schema/PatContracts/Contracts/v2026.schema.json")]
    [InlineData("v3-list", "schema/PatContracts/Contracts/v3-list.schema.json")]
    [InlineData("tool-configuration", "schema/PatContracts.Tool/Schemas/tool-configuration.schema.json")]
    public void Schema_prints_a_contract_unchanged(string name, string file) =>
        Assert.Equal(File.ReadAllText(Repository.File(file)), Command.Run("schema", name).Output);

    [Fact]
    public void Schema_without_a_name_prints_the_latest() => Assert.Equal("urn:pat-contracts:v2026:get-personal-access-token-response", Contract.Load(Command.Run("schema").Output).Id);

    [Theory]
    [InlineData("schema")]
    [InlineData("sample")]
    public void An_unknown_contract_is_a_usage_error(string command) => Assert.Equal(2, Command.Run(command, "v0").ExitCode);

    [Theory]
    [InlineData("bash", "complete -o default -F _pat_contracts pat-contracts")]
    [InlineData("zsh", "compdef _pat_contracts pat-contracts")]
    [InlineData("fish", "complete -c pat-contracts")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public void Completion_prints_a_script_for_each_shell(string shell, string line) =>
        Assert.Contains(line, Command.Run("completion", shell).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("pat-contracts che", "check")]
    [InlineData("pat-contracts check --contract v202", "v2026-list")]
    [InlineData("pat-contracts check --format sa", "sarif")]
    [InlineData("pat-contracts explain schema/req", "schema/required")]
    public void The_command_completes_command_lines(string line, string expected) =>
        Assert.Contains(expected, Command.Run($"[suggest:{line.Length}]", line).Lines);

    [Fact]
    public void The_bash_script_completes()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "Needs bash.");
        using var folder = new TemporaryFolder();
        System.Diagnostics.ProcessStartInfo plain = Command.StartInfo(folder.Path, []);
        folder.Write("pat-contracts", $"#!/bin/sh\nexec {plain.FileName} exec '{Command.Assembly}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder["pat-contracts"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var start = new System.Diagnostics.ProcessStartInfo("/bin/bash") { WorkingDirectory = folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        string script = "export PATH=\"$PWD:$PATH\"; source <(pat-contracts completion bash); COMP_LINE='pat-contracts check --fail-on w'; COMP_POINT=${#COMP_LINE}; "
            + "COMP_WORDS=(pat-contracts check --fail-on w); COMP_CWORD=3; _pat_contracts; echo \"${COMPREPLY[@]}\"";
        foreach (string argument in (string[])["-c", script]) start.ArgumentList.Add(argument);
        Assert.Equal("warning\n", Command.Run(start).Output);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("audit")]
    [InlineData("diff")]
    [InlineData("sample")]
    [InlineData("explain")]
    [InlineData("list")]
    [InlineData("schema")]
    [InlineData("completion")]
    [InlineData("bundle")]
    [InlineData("test")]
    [InlineData("lint")]
    [InlineData("fetch")]
    public void The_help_of_every_command_ends_with_examples(string command)
    {
        CommandResult result = Command.Run(command, "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Examples:\n  ", result.Output, StringComparison.Ordinal);
        Assert.Contains("Exit codes:\n  0  ", result.Output, StringComparison.Ordinal);
        Assert.All(result.Lines, line => Assert.True(line.Length < 200, line));
    }
}
