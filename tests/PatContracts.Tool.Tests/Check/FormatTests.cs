using System.Text.Json;
using System.Xml.Linq;
using PatContracts.Schema;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

public sealed class FormatTests
{
    private const string Broken = "samples/payloads/broken/missing-scope.json";
    private const string Malformed = "samples/payloads/broken/trailing-comma.json";
    private const string Good = "samples/payloads/valid/one-token.json";

    [Fact]
    public void Text_has_one_line_per_finding_and_a_summary() => Assert.Equal(
        $"{Broken}:1:1: error schema/required: The required property \"scope\" is missing\n2 files, 2 payloads against v2026: 1 error\n",
        Command.Run("check", Broken, Good).Output);

    [Fact]
    public void Json_conforms_to_its_published_schema()
    {
        byte[] schema = File.ReadAllBytes(Repository.File("schema/PatContracts.Tool/Schemas/tool-check-report.schema.json"));
        CommandResult result = Command.Run("check", "samples/payloads", "--format", "json", "--unknown", "warn");
        Assert.Empty(Contract.Load(schema).Validate(result.Output, new ValidationOptions { UnknownProperties = RuleSeverity.Error }).Findings);
    }

    [Fact]
    public void Json_has_all_details_of_a_finding()
    {
        Report report = Report.Parse(Command.Run("check", Good, "samples/payloads/broken/list-second-name-is-a-number.json", "--format", "json").Output);
        Assert.Equal(new ReportSummary(2, 2, 1, 0, 0, 0, false), report.Summary);
        JsonFinding finding = Assert.Single(report.Findings);
        Assert.Equal(("schema/type", "error", "/1/name", 19, 13), (finding.Rule, finding.Severity, finding.Instance, finding.Line, finding.Column));
        Assert.Equal("/$defs/urn:pat-contracts:v2026:get-personal-access-token-response/properties/name/type", finding.Schema);
    }

    [Fact]
    public void Github_commands_are_exact_and_escaped()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a,b%c.json", """{"x:y":1}""");
        folder.Write("s.schema.json", """{"properties":{"x:y":{"type":"string"}}}""");
        CommandResult result = Command.RunIn(folder.Path, "check", "a,b%c.json", "--schema", "s.schema.json", "--format", "github");
        Assert.Equal("::error file=a%2Cb%25c.json,line=1,col=8,title=schema/type (s.schema.json)::Expected a string, found a number (at /x:y)\n", result.Output);
    }

    [Fact]
    public void Msbuild_lines_are_canonical_errors() => Assert.Equal(
        $"{Broken}(1,1): error schema/required: The required property \"scope\" is missing\n",
        Command.Run("check", Broken, Good, "--format", "msbuild").Output);

    [Fact]
    public void Gitlab_issues_have_the_required_properties()
    {
        using JsonDocument report = JsonDocument.Parse(Command.Run("check", Broken, Good, "--format", "gitlab").Output);
        JsonElement issue = Assert.Single(report.RootElement.EnumerateArray());
        Assert.Equal("The required property \"scope\" is missing", issue.GetProperty("description").GetString());
        Assert.Equal("schema/required", issue.GetProperty("check_name").GetString());
        Assert.Equal("major", issue.GetProperty("severity").GetString());
        Assert.Equal(32, issue.GetProperty("fingerprint").GetString()!.Length);
        Assert.Equal(Broken, issue.GetProperty("location").GetProperty("path").GetString());
        Assert.Equal(1, issue.GetProperty("location").GetProperty("lines").GetProperty("begin").GetInt32());
    }

    [Fact]
    public void Junit_has_one_test_case_per_file()
    {
        XDocument report = XDocument.Parse(Command.Run("check", Broken, Malformed, Good, "--format", "junit").Output);
        XElement suite = report.Root!.Element("testsuite")!;
        Assert.Equal(("3", "1", "1"), ((string?)suite.Attribute("tests"), (string?)suite.Attribute("failures"), (string?)suite.Attribute("errors")));
        Assert.Equal([Broken, Malformed, Good], suite.Elements("testcase").Select(test => (string?)test.Attribute("name")));
        Assert.Equal(["failure", "error", null], suite.Elements("testcase").Select(test => test.Elements().FirstOrDefault()?.Name.LocalName));
        Assert.Equal($"{Broken}:1:1: error schema/required: The required property \"scope\" is missing", suite.Descendants("failure").Single().Value);
    }

    [Fact]
    public void Sarif_names_rules_locations_and_fingerprints()
    {
        using JsonDocument report = JsonDocument.Parse(Command.Run("check", Broken, "samples/payloads/broken/null-name.json", "--format", "sarif").Output);
        Assert.Equal("2.1.0", report.RootElement.GetProperty("version").GetString());
        JsonElement run = report.RootElement.GetProperty("runs")[0];
        Assert.Equal("utf16CodeUnits", run.GetProperty("columnKind").GetString());
        JsonElement[] rules = [.. run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()];
        Assert.Equal(["schema/required", "schema/type"], rules.Select(rule => rule.GetProperty("id").GetString()));
        JsonElement[] results = [.. run.GetProperty("results").EnumerateArray()];
        Assert.Equal(2, results.Length);
        foreach (JsonElement result in results)
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            Assert.Equal("error", result.GetProperty("level").GetString());
            Assert.Matches("^[0-9a-f]{32}$", result.GetProperty("partialFingerprints").GetProperty("patContracts/v1").GetString());
        }

        JsonElement location = results[1].GetProperty("locations")[0];
        Assert.Equal("samples/payloads/broken/null-name.json", location.GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(3, location.GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.Equal(11, location.GetProperty("physicalLocation").GetProperty("region").GetProperty("startColumn").GetInt32());
        Assert.Equal("/name", location.GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString());
    }

    [Fact]
    public void Sarif_regions_start_within_the_file_and_do_not_end_before_their_start()
    {
        using var folder = new TemporaryFolder();
        folder.Write("mark.json", [0xEF, 0xBB, 0xBF, .. "{}"u8]);
        folder.Write("empty.har", """{"log":{"entries":[]}}""");
        folder.Write("lines.ndjson", "{}\nnonsense\n");
        folder.Write("cut.json.gz", [0x1F, 0x8B, 8, 0]);
        CommandResult result = Command.RunIn(folder.Path, "check", ".", Repository.File("samples/payloads"), "--unknown", "info", "--format", "sarif");
        using JsonDocument report = JsonDocument.Parse(result.Output);
        JsonElement[] regions = [.. RegionsIn(report.RootElement)];
        Assert.Contains("input/", result.Output, StringComparison.Ordinal);
        Assert.True(regions.Length > 50, $"{regions.Length} regions");
        foreach (JsonElement region in regions)
        {
            int Value(string name, int missing) => region.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : missing;
            (int Line, int Column) start = (Value("startLine", 0), Value("startColumn", 0));
            (int Line, int Column) end = (Value("endLine", start.Line), Value("endColumn", int.MaxValue));
            Assert.True(start.Line >= 1 && start.Column >= 1 && end.CompareTo(start) >= 0, region.ToString());
        }
    }

    private static IEnumerable<JsonElement> RegionsIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static property => property.Name == "region" ? [property.Value] : RegionsIn(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(RegionsIn),
        _ => [],
    };

    [Fact]
    public void One_run_can_write_several_reports()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Payloads.WithoutCreated);
        CommandResult result = Command.RunIn(
            folder.Path, "check", "a.json", "--format", "msbuild", "--format", "github", "--output", "json=out/r.json", "--output", "sarif=out/r.sarif", "--output", "text=out/r.txt");
        Assert.Equal(["a.json(1,1): error schema/required", "::error file=a.json,line=1,col=1,title=schema/required (v2026)"], result.Lines.Select(line => line.Split(line[0] == ':' ? "::T" : ": The")[0]));
        Assert.Single(Report.Parse(folder.Read("out/r.json")).Findings);
        Assert.StartsWith("a.json:1:1: error schema/required", folder.Read("out/r.txt"), StringComparison.Ordinal);
        Assert.Contains("\"version\": \"2.1.0\"", folder.Read("out/r.sarif"), StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void A_report_that_cannot_be_written_is_a_usage_error()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Payloads.Valid);
        CommandResult result = Command.RunIn(folder.Path, "check", "a.json", "--output", "json=a.json/r.json");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("pat-contracts: error: a.json/r.json: The report cannot be written", result.Error, StringComparison.Ordinal);
    }
}
