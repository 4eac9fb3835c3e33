using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

/// <summary>Invalid command lines: one line on standard error, nothing on standard output, exit code 2.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("check a.json --formt json", "There is no option \"--formt\". Did you mean --format?")]
    [InlineData("check a.json --json", "There is no option \"--json\". To specify a file, write ./--json")]
    [InlineData("check -x", "There is no option \"-x\". To specify a file, write ./-x")]
    [InlineData("check a.json --format jsno", "--format requires text, json, sarif, junit, github, gitlab or msbuild; got \"jsno\". Did you mean json?")]
    [InlineData("check a.json --fail-on never", "--fail-on requires info, warning or error; got \"never\"")]
    [InlineData("check a.json --jobs x", "--jobs requires an integer of at least 1; got \"x\"")]
    [InlineData("check a.json --jobs 0", "--jobs requires an integer of at least 1; got \"0\"")]
    [InlineData("check a.json --max-findings 99999999999", "--max-findings requires an integer of at least 1; got \"99999999999\"")]
    [InlineData("check a.json --severity pat/expird=off", "There is no rule \"pat/expird\". Did you mean pat/expired?")]
    [InlineData("check a.json --severity json/syntax=off", "--severity requires RULE=SEVERITY, as in pat/expired=off; got \"json/syntax=off\"")]
    [InlineData("check a.json --contract v2206", "There is no contract \"v2206\". Did you mean v2026? \"pat-contracts list\" lists all contracts; to use a schema file, specify --schema")]
    [InlineData("check a.json --output json=r --output text=./r", "r: Two reports cannot be written to the same file")]
    [InlineData("check a.json --output json=a.json", "a.json: The report would overwrite an input file")]
    [InlineData("check a.json --output json=folder", "folder: The report cannot be written: it is a folder")]
    [InlineData("check a.json --ref a.schema.json --ref urn:x=nowhere.json --schema a.schema.json", "nowhere.json: The schema cannot be read: it does not exist", 4)]
    [InlineData("audit a.json --report a.json", "a.json: The report would overwrite an input file")]
    [InlineData("audit a.json --report folder", "folder: The report cannot be written: it is a folder")]
    [InlineData("audit", "Required argument 'PATH' missing for command: 'audit'")]
    [InlineData("diff v3 v2062", "There is no contract or file \"v2062\". Did you mean v2026? \"pat-contracts list\" lists all contracts")]
    [InlineData("diff v3 v2026 v2025", "Unexpected argument \"v2025\"")]
    [InlineData("explain requird", "There is no rule \"requird\". Did you mean schema/required?")]
    [InlineData("explain nonsense", "There is no rule \"nonsense\". \"pat-contracts explain\" lists all rules")]
    [InlineData("sample v3 --break schema/requird", "There is no rule \"schema/requird\". Did you mean schema/required?")]
    [InlineData("sample v3 --seed one", "--seed requires an integer; got \"one\"")]
    [InlineData("schema tool-config", "There is no contract or file \"tool-config\". \"pat-contracts list\" lists all contracts")]
    [InlineData("completion zhs", "SHELL requires bash, zsh, fish or pwsh; got \"zhs\". Did you mean zsh?")]
    [InlineData("list --nmaes", "There is no option \"--nmaes\". Did you mean --names?")]
    [InlineData("expalin schema/type", "There is no command \"expalin\". Did you mean explain?")]
    public void A_usage_error_is_reported_in_one_line(string line, string message, int exitCode = 2)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Payloads.Valid);
        folder.Write("a.schema.json", "{}");
        folder.Write("folder/b.txt", "");
        CommandResult result = Command.RunIn(folder.Path, line.Split(' '));
        string[] errors = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("pat-contracts: error: " + message, errors[0]);
        Assert.All(errors.Skip(1), error => Assert.Matches("^See \"pat-contracts[a-z ]* --help\"\\.$", error));
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.Equal(Payloads.Valid, folder.Read("a.json"));
    }

    [Fact]
    public void After_two_hyphens_a_file_can_have_the_name_of_an_option()
    {
        using var folder = new TemporaryFolder();
        folder.Write("--odd.json", Payloads.Valid);
        Assert.Equal(0, Command.RunIn(folder.Path, "check", "--", "--odd.json").ExitCode);
        Assert.Equal(0, Command.RunIn(folder.Path, "check", "./--odd.json").ExitCode);
    }

    [Fact]
    public void Without_arguments_the_help_is_shown()
    {
        CommandResult result = Command.Run();
        Assert.Equal((2, ""), (result.ExitCode, result.Error));
        Assert.Contains("  check <PATH> ", result.Output, StringComparison.Ordinal);
        Assert.All(result.Lines, line => Assert.True(line.Length < 200, line));
    }

    [Fact]
    public void A_report_that_cannot_be_written_is_reported_before_the_run_without_leaving_files()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Payloads.WithoutCreated);
        CommandResult result = Command.RunIn(folder.Path, "check", "a.json", "--output", "json=new/r.json", "--output", "sarif=a.json/r.sarif");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.False(File.Exists(folder["new/r.json"]));
    }
}
