using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

public sealed class ConfigurationTests
{
    private const string Configuration =
        """
        {
          "inputs": [
            { "paths": ["new/**/*.json"], "exclude": ["new/skip/**"], "contract": "v2026" },
            { "paths": ["other"], "schema": "other.schema.json" },
            { "paths": ["old"] }
          ],
          "failOn": "warning",
          "unknown": "warn",
          "severities": { "schema/minimum": "info" }
        }
        """;

    [Fact]
    public void The_configuration_assigns_contracts_to_inputs()
    {
        using TemporaryFolder folder = Filled();
        CommandResult result = Command.RunIn(folder.Path, "check", "--format", "json");
        Report report = Report.Parse(result.Output);
        Assert.Equal(
            [("new/a.json", "v2026"), ("other/o.json", "other.schema.json"), ("old/b.json", "v2026-list")],
            report.Results.Select(one => (one.Path, one.Contract)));
        Assert.Equal(["schema/minimum info", "schema/unknown warning"], report.Findings.Select(finding => $"{finding.Rule} {finding.Severity}"));
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void A_file_on_the_command_line_has_its_configured_contract_unless_another_is_specified()
    {
        using TemporaryFolder folder = Filled();
        Assert.Equal(["v2026"], Contracts("new/a.json"));
        Assert.Equal(["other.schema.json"], Contracts("other"));
        Assert.Equal(["v2026"], Contracts("new/skip/c.json"));
        Assert.Equal(["v2025"], Contracts("new/a.json", "--contract", "v2025"));

        string[] Contracts(params string[] arguments) =>
            [.. Report.Parse(Command.RunIn(folder.Path, ["check", .. arguments, "--format", "json"]).Output).Results.Select(result => result.Contract)];
    }

    [Theory]
    [InlineData("{\"inputs\":[{\"paths\":[]}]}", "1:21: ")]
    [InlineData("{\"inputs\":[{\"paths\":[\"a\"],\"contract\":\"v3\",\"schema\":\"s\"}]}", "1:12: ")]
    [InlineData("{\"failOn\":\"never\"}", "1:11: ")]
    [InlineData("{\"typo\":1}", "1:2: ")]
    [InlineData("{\"severities\":{\"json/truncated\":\"off\"}}", "1:16: ")]
    [InlineData("{", "1:2: ")]
    [InlineData("{\n  \"severities\": { \"pat/expired\": \"off\", \"pat/expird\": \"off\" } }", "2:41: There is no rule \"pat/expird\". Did you mean pat/expired?")]
    [InlineData("{\"inputs\":[{\"paths\":[\"é\"]},{\"paths\":[\".\"],\"contract\":\"v2o26\"}]}", "1:54: There is no contract \"v2o26\". Did you mean v2026?")]
    public void A_configuration_that_violates_its_schema_is_reported_with_its_location(string configuration, string location)
    {
        using var folder = new TemporaryFolder();
        folder.Write("pat-contracts.json", configuration);
        CommandResult result = Command.RunIn(folder.Path, "check");
        Assert.Equal(4, result.ExitCode);
        Assert.StartsWith("pat-contracts: error: pat-contracts.json:" + location, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configured_contract_that_does_not_exist_is_a_configuration_error()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pat-contracts.json", """{"inputs":[{"paths":["."],"contract":"v0"}]}""");
        Assert.Equal(4, Command.RunIn(folder.Path, "check").ExitCode);
    }

    [Fact]
    public void Configured_schemas_can_refer_to_configured_references()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pat-contracts.json", """{"inputs":[{"paths":["p"],"schema":"schemas/order.schema.json"}],"references":["schemas/parts/line.schema.json"]}""");
        folder.Write("schemas/order.schema.json", """{"items":{"$ref":"parts/line.schema.json"}}""");
        folder.Write("schemas/parts/line.schema.json", """{"type":"integer"}""");
        folder.Write("p/a.json", "[1,\"2\"]");
        JsonFinding finding = Assert.Single(Report.Parse(Command.RunIn(folder.Path, "check", "--format", "json").Output).Findings);
        Assert.Equal(("/1", "schema:///parts/line.schema.json#/type"), (finding.Instance, finding.Schema));
    }

    [Fact]
    public void A_configuration_that_matches_no_file_is_a_usage_error()
    {
        using var folder = new TemporaryFolder();
        folder.Write("pat-contracts.json", """{"inputs":[{"paths":["*.json"],"exclude":["pat-contracts.json"]}]}""");
        Assert.Equal(2, Command.RunIn(folder.Path, "check").ExitCode);
    }

    [Fact]
    public void Another_configuration_can_be_specified_and_its_paths_are_relative_to_it()
    {
        using TemporaryFolder folder = Filled();
        using var elsewhere = new TemporaryFolder();
        CommandResult result = Command.RunIn(elsewhere.Path, "check", "--config", folder["pat-contracts.json"], "--format", "json");
        Assert.Equal(3, Report.Parse(result.Output).Results.Length);
    }

    private static TemporaryFolder Filled()
    {
        var folder = new TemporaryFolder();
        folder.Write("pat-contracts.json", Configuration);
        folder.Write("new/a.json", Payloads.Valid);
        folder.Write("new/skip/c.json", Payloads.WithoutCreated);
        folder.Write("other.schema.json", """{"items":{"minimum":3}}""");
        folder.Write("other/o.json", "[2]");
        folder.Write("old/b.json", $"[{Payloads.Valid[..^1]},\"later\":1}}]");
        return folder;
    }
}
