using System.Text;
using System.Text.Json;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Diff;

public sealed class DiffTests
{
    private static readonly (string Old, string New)[] Versions =
        [("v3-2024-02-20", "v3"), ("v3", "v2024"), ("v2024", "v2025"), ("v2025", "v2026"), ("v3", "beta"), ("v2024-create", "v2025-create")];

    [Fact]
    public void A_null_that_is_now_allowed_breaks_readers()
    {
        CommandResult result = Command.Run("diff", "v2024", "v2025");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(result.Lines, line => line.StartsWith("breaks readers  /expirationDate: ", StringComparison.Ordinal));
        Assert.Contains(result.Lines, line => line.StartsWith("safe            /userAwareTokenNeverExpires: ", StringComparison.Ordinal));
        Assert.StartsWith("v2024 to v2025: ", result.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("breaking", 1)]
    [InlineData("readers", 1)]
    [InlineData("writers", 0)]
    [InlineData("none", 0)]
    public void Fail_on_selects_the_changes_that_cause_exit_code_1(string failOn, int exitCode) => Assert.Equal(exitCode, Command.Run("diff", "v2024", "v2025", "--fail-on", failOn).ExitCode);

    [Fact]
    public void A_contract_does_not_differ_from_itself()
    {
        CommandResult result = Command.Run("diff", "v3", "v3");
        Assert.Equal((0, "v3 to v3: no changes\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public void Files_of_different_dialects_are_compared_by_meaning()
    {
        using var folder = new TemporaryFolder();
        folder.Write("old.json", """{"$schema":"http://json-schema.org/draft-04/schema#","type":"object","properties":{"a":{"type":"integer","minimum":0}},"required":["a"]}""");
        folder.Write("same.json", """{"type":"object","properties":{"a":{"$ref":"#/$defs/n"}},"required":["a"],"$defs":{"n":{"type":"integer","minimum":0}}}""");
        folder.Write("new.json", """{"type":"object","properties":{"a":{"type":"integer","minimum":0},"b":{"type":"string"}},"required":["a","b"]}""");
        Assert.Equal("old.json to same.json: no changes\n", Command.RunIn(folder.Path, "diff", "old.json", "same.json").Output);
        CommandResult result = Command.RunIn(folder.Path, "diff", "old.json", "new.json", "--format", "json");
        using JsonDocument report = JsonDocument.Parse(result.Output);
        JsonElement added = report.RootElement.GetProperty("changes").EnumerateArray().First(change => change.GetProperty("pointer").GetString() == "/b");
        Assert.True(added.GetProperty("breaksWriters").GetBoolean());
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void An_unknown_contract_is_a_usage_error_and_an_invalid_one_a_configuration_error()
    {
        Assert.Equal(2, Command.Run("diff", "v3", "v0").ExitCode);
        Assert.Equal(2, Command.Run("diff", "v3").ExitCode);
        using var folder = new TemporaryFolder();
        folder.Write("bad.json", "{\"type\":7}");
        CommandResult result = Command.RunIn(folder.Path, "diff", "v3", "bad.json");
        Assert.Equal(4, result.ExitCode);
        Assert.StartsWith("pat-contracts: error: bad.json:1:9: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_documented_differences_of_the_built_in_versions_match_the_output_of_the_command()
    {
        string file = Repository.File("docs/contract-versions.md");
        // The text before the first section is not generated.
        string current = File.ReadAllText(file).ReplaceLineEndings("\n");
        var page = new StringBuilder(current[..current.IndexOf("\n## ", StringComparison.Ordinal)]);
        foreach ((string old, string @new) in Versions)
        {
            page.Append('\n').Append("## ").Append(old).Append(" to ").Append(@new).Append("\n\n").Append(Command.Run("diff", old, @new, "--format", "markdown").Output);
        }

        string expected = page.ToString().ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("PAT_CONTRACTS_UPDATE_DOCS") == "1") File.WriteAllText(file, expected);
        Assert.Equal(expected, current);
    }
}
