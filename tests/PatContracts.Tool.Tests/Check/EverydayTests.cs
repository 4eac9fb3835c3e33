using System.Text.Json;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

public sealed class EverydayTests
{
    private const string Schema = """{"properties":{"a":{"type":"string"}}}""";
    private const string Broken = """{"a":1}""";

    [Theory]
    [InlineData("warn", "warning")]
    [InlineData("warning", "warning")]
    [InlineData("info", "info")]
    [InlineData("error", "error")]
    public void Unknown_properties_have_a_severity_like_any_rule(string option, string severity)
    {
        using TemporaryFolder folder = Folder();
        folder.Write("b.json", """{"b":1}""");
        Assert.StartsWith($"b.json:1:2: {severity} schema/unknown: ", Command.RunIn(folder.Path, "check", "b.json", "--schema", "s.schema.json", "--unknown", option).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Severities_that_are_off_have_two_names()
    {
        using TemporaryFolder folder = Folder();
        foreach (string name in (string[])["off", "ignore"])
        {
            Assert.Equal(0, Command.RunIn(folder.Path, "check", "a.json", "--schema", "s.schema.json", "--severity", $"schema/type={name}", "--unknown", name).ExitCode);
        }
    }

    [Fact]
    public void Quiet_writes_only_findings()
    {
        using TemporaryFolder folder = Folder();
        Assert.Equal("a.json:1:6: error schema/type: Expected a string, found a number (at /a)\n", Command.RunIn(folder.Path, "check", "a.json", "--schema", "s.schema.json", "--quiet").Output);
        Assert.Equal("", Command.RunIn(folder.Path, "check", "s.schema.json", "--schema", "s.schema.json", "-q").Output);
    }

    [Fact]
    public void Exclude_skips_files()
    {
        using TemporaryFolder folder = Folder();
        folder.Write("payloads/drafts/b.json", Broken);
        folder.Write("payloads/c.json", "{}");
        CommandResult result = Command.RunIn(folder.Path, "check", "payloads", "--schema", "s.schema.json", "--exclude", "payloads/drafts/**");
        Assert.Equal(("1 file, 1 payload against s.schema.json: no findings\n", 0), (result.Output, result.ExitCode));
    }

    [Fact]
    public void Standard_input_can_have_a_path()
    {
        using TemporaryFolder folder = Folder();
        folder.Write("pat-contracts.json", """{"inputs":[{"paths":["payloads"],"schema":"s.schema.json"}]}""");
        CommandResult result = Command.RunIn(folder.Path, "{\"a\":1}"u8.ToArray(), "check", "-", "--stdin-filepath", "payloads/x.json", "-q");
        Assert.Equal("payloads/x.json:1:6: error schema/type: Expected a string, found a number (at /a)\n", result.Output);
    }

    [Fact]
    public void The_configuration_is_found_in_parent_folders_up_to_the_repository()
    {
        using TemporaryFolder folder = Folder();
        folder.Write("pat-contracts.json", """{"inputs":[{"paths":["**/*.json"],"schema":"s.schema.json"}],"formats":["msbuild"],"outputs":{"json":"out/report.json"}}""");
        folder.Write("sub/b.json", Broken);
        CommandResult found = Command.RunIn(folder["sub"], "check", "b.json");
        Assert.Equal("b.json(1,6): error schema/type: Expected a string, found a number (at /a)\n", found.Output);
        Assert.Contains("\"schema/type\"", folder.Read("out/report.json"), StringComparison.Ordinal);
        Assert.StartsWith("b.json:1:6:", Command.RunIn(folder["sub"], "check", "b.json", "--format", "text").Output, StringComparison.Ordinal);

        folder.Write("other/.git/HEAD", "");
        folder.Write("other/b.json", Broken);
        Assert.DoesNotContain("schema/type", Command.RunIn(folder["other"], "check", "b.json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_baseline_that_matches_nothing_is_reported()
    {
        using TemporaryFolder folder = Folder();
        folder.Write("known.json", Command.RunIn(folder.Path, "check", "a.json", "--schema", "s.schema.json", "--format", "json").Output);
        folder.Write("b.json", """{"a":[]}""");
        string[] arguments = ["check", "b.json", "--schema", "s.schema.json", "--baseline", "known.json"];
        Assert.Contains("note: The baseline has 1 finding but matches nothing in this run.", Command.RunIn(folder.Path, arguments).Error, StringComparison.Ordinal);
        Assert.Equal("", Command.RunIn(folder.Path, [.. arguments, "-q"]).Error);
        Assert.Equal("", Command.RunIn(folder.Path, "check", "a.json", "--schema", "s.schema.json", "--baseline", "known.json").Error);
    }

    [Theory]
    [InlineData("github", "GITHUB_WORKSPACE")]
    [InlineData("gitlab", "CI_PROJECT_DIR")]
    [InlineData("sarif", "GITHUB_WORKSPACE")]
    public void Annotations_have_paths_relative_to_the_repository(string format, string variable)
    {
        using TemporaryFolder folder = Folder();
        folder.Write("sub/b.json", Broken);
        CommandResult result = Command.RunProcess(folder["sub"], start => start.Environment[variable] = folder.Path, "check", "b.json", "--schema", "../s.schema.json", "--format", format);
        Assert.Contains("sub/b.json", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Sarif_ends_where_the_token_ends()
    {
        using TemporaryFolder folder = Folder();
        folder.Write("s.schema.json", """{"properties":{"a":{"type":"null"}}}""");
        folder.Write("b.json", """{"a":"äöü"}""");
        using JsonDocument sarif = JsonDocument.Parse(Command.RunIn(folder.Path, "check", "b.json", "--schema", "s.schema.json", "--format", "sarif").Output);
        JsonElement region = sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region");
        Assert.Equal((6, 11), (region.GetProperty("startColumn").GetInt32(), region.GetProperty("endColumn").GetInt32()));
    }

    private static TemporaryFolder Folder()
    {
        var folder = new TemporaryFolder();
        folder.Write("s.schema.json", Schema);
        folder.Write("a.json", Broken);
        return folder;
    }
}
