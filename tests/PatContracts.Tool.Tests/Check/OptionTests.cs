using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

public sealed class OptionTests
{
    private const string UnknownMember =
        """{"id":"t1","name":"n","scope":["s"],"owner":{"type":"IDENTITY","id":"i","name":"o"},"created":"2024-03-07T05:00:00Z","futureMember":1}""";

    [Theory]
    [InlineData("ignore", 0)]
    [InlineData("warn", 0)]
    [InlineData("error", 1)]
    public void Unknown_properties_have_the_specified_severity(string unknown, int exitCode)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", UnknownMember);
        CommandResult result = Command.RunIn(folder.Path, "check", "a.json", "--unknown", unknown, "--format", "json");
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(unknown == "ignore" ? [] : [unknown == "warn" ? "warning" : "error"], Report.Parse(result.Output).Findings.Select(finding => finding.Severity));
    }

    [Theory]
    [InlineData("error", 0)]
    [InlineData("warning", 1)]
    [InlineData("info", 1)]
    public void Fail_on_sets_the_threshold(string failOn, int exitCode)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", UnknownMember);
        Assert.Equal(exitCode, Command.RunIn(folder.Path, "check", "a.json", "--unknown", "warn", "--fail-on", failOn).ExitCode);
    }

    [Fact]
    public void The_severity_of_a_rule_can_be_changed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Payloads.WithoutCreated);
        CommandResult info = Command.RunIn(folder.Path, "check", "a.json", "--severity", "schema/required=info");
        Assert.StartsWith("a.json:1:1: info schema/required", info.Output, StringComparison.Ordinal);
        Assert.Equal(0, info.ExitCode);
        Assert.Equal("1 file, 1 payload against v2026: no findings\n", Command.RunIn(folder.Path, "check", "a.json", "--severity", "schema/required=off").Output);
    }

    [Theory]
    [InlineData("json/truncated=off")]
    [InlineData("schema/required=loud")]
    [InlineData("schema/required")]
    public void An_invalid_severity_is_a_usage_error(string option)
    {
        CommandResult result = Command.Run("check", "samples/payloads/valid", "--severity", option);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("pat-contracts: error: --severity requires RULE=SEVERITY", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_file_can_be_the_contract()
    {
        using var folder = new TemporaryFolder();
        folder.Write("s.schema.json", """{"type":"object","properties":{"n":{"minimum":3}},"required":["m"]}""");
        folder.Write("a.json", """{"n":2}""");
        CommandResult result = Command.RunIn(folder.Path, "check", "a.json", "--schema", "s.schema.json");
        Assert.Equal(["a.json:1:1: error schema/required: The required property \"m\" is missing", "a.json:1:6: error schema/minimum:"], result.Lines.Take(2).Select(Cut));
        Assert.Equal(1, result.ExitCode);

        static string Cut(string line) => line.Contains("minimum", StringComparison.Ordinal) ? line[..line.IndexOf(": ", line.IndexOf("minimum", StringComparison.Ordinal), StringComparison.Ordinal)] + ":" : line;
    }

    [Theory]
    [InlineData("{\"type\":7}", "s.schema.json:1:9: ")]
    [InlineData("{\"$ref\":\"#/$defs/x\"}", "s.schema.json:1:9: ")]
    [InlineData("{\"type\":", "s.schema.json:1:9: ")]
    public void An_invalid_schema_is_reported_with_its_location(string schema, string location)
    {
        using var folder = new TemporaryFolder();
        folder.Write("s.schema.json", schema);
        folder.Write("a.json", "{}");
        CommandResult result = Command.RunIn(folder.Path, "check", "a.json", "--schema", "s.schema.json");
        Assert.Equal((4, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("pat-contracts: error: " + location, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_schema_is_a_configuration_error()
    {
        CommandResult result = Command.Run("check", "samples/payloads/valid", "--schema", "nowhere.json");
        Assert.Equal(4, result.ExitCode);
        Assert.Equal("pat-contracts: error: nowhere.json: The schema cannot be read: it does not exist\n", result.Error);
    }

    [Fact]
    public void An_unknown_contract_is_a_usage_error()
    {
        CommandResult result = Command.Run("check", "samples/payloads/valid", "--contract", "v1999");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("pat-contracts: error: There is no contract \"v1999\"", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--contract", "v3", "--schema", "x.json")]
    [InlineData("--jobs", "0", "", "")]
    [InlineData("--max-findings", "-1", "", "")]
    [InlineData("--format", "yaml", "", "")]
    [InlineData("--output", "yaml=x", "", "")]
    [InlineData("--output", "json=", "", "")]
    [InlineData("--no-such-option", "", "", "")]
    public void An_invalid_command_line_is_a_usage_error(params string[] arguments)
    {
        CommandResult result = Command.Run(["check", "samples/payloads/valid", .. arguments.Where(argument => argument.Length > 0)]);
        Assert.Equal(2, result.ExitCode);
        Assert.NotEqual("", result.Error);
    }

    [Fact]
    public void Findings_beyond_the_limit_are_counted_and_not_listed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.ndjson", string.Concat(Enumerable.Repeat(Payloads.WithoutCreated + "\n", 50)));
        CommandResult result = Command.RunIn(folder.Path, "check", "a.ndjson", "--max-findings", "7", "--severity", "pat/duplicate-id=off", "--severity", "pat/duplicate-name=off");
        Assert.Equal(8, result.Lines.Count);
        Assert.Equal("1 file, 50 payloads against v2026: 50 errors, 43 of them not shown (--max-findings)", result.Lines[^1]);

        folder.Write("a.json", "[" + string.Join(',', Enumerable.Repeat(Payloads.WithoutCreated, 50)) + "]");
        CommandResult list = Command.RunIn(folder.Path, "check", "a.json", "--max-findings", "7", "--severity", "pat/duplicate-id=off", "--severity", "pat/duplicate-name=off");
        Assert.Equal("1 file, 1 payload against v2026-list: 50 errors, 43 of them not shown (--max-findings)", list.Lines[^1]);
    }

    [Fact]
    public void A_baseline_suppresses_known_findings_when_lines_move_and_elements_are_inserted()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", $"[{Payloads.WithoutCreated}]");
        folder.Write("known.json", Command.RunIn(folder.Path, "check", "a.json", "--format", "json").Output);
        folder.Write("a.json", $"[\n\n  {Payloads.Valid},\n  {Payloads.WithoutCreated}]");
        CommandResult known = Command.RunIn(folder.Path, "check", "a.json", "--baseline", "known.json");
        Assert.Equal("1 file, 1 payload against v2026-list: no findings, 1 known finding suppressed (--baseline)\n", known.Output);
        Assert.Equal(0, known.ExitCode);

        folder.Write("a.json", $"[{Payloads.WithoutCreated},{Payloads.WithoutCreated.Replace("t2", "t3", StringComparison.Ordinal).Replace("n2", "n3", StringComparison.Ordinal)}]");
        CommandResult added = Command.RunIn(folder.Path, "check", "a.json", "--baseline", "known.json");
        Assert.Equal(1, added.ExitCode);
        Assert.Equal("1 file, 1 payload against v2026-list: 1 error, 1 known finding suppressed (--baseline)", added.Lines[^1]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("{\"results\":[{\"path\":1}],\"summary\":{}}")]
    public void A_baseline_that_is_not_a_report_is_a_configuration_error(string baseline)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Payloads.Valid);
        folder.Write("known.txt", baseline);
        CommandResult result = Command.RunIn(folder.Path, "check", "a.json", "--baseline", "known.txt");
        Assert.Equal(4, result.ExitCode);
        Assert.StartsWith("pat-contracts: error: known.txt:1:", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lenient_date_times_can_omit_seconds()
    {
        string[] check = ["check", "samples/payloads/broken/created-without-seconds.json", "--date-times"];
        Assert.Equal(1, Command.Run([.. check, "strict"]).ExitCode);
        Assert.Equal(0, Command.Run([.. check, "lenient"]).ExitCode);
    }

    [Fact]
    public void The_number_of_jobs_changes_nothing_in_the_report()
    {
        string[] check = ["check", "samples/payloads", "--format", "json", "--jobs"];
        Assert.Equal(Command.Run([.. check, "1"]).Output, Command.Run([.. check, "7"]).Output);
    }
}
