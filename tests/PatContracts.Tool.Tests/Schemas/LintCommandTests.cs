using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Schemas;

public sealed class LintCommandTests
{
    [Fact]
    public void Findings_in_schemas_are_reported_like_findings_in_payloads()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.schema.json", "{\n  \"requierd\": [\"id\"]\n}\n");
        folder.Write("b.schema.json", "{}");
        CommandResult text = Command.RunIn(folder.Path, "lint", "a.schema.json", "b.schema.json");
        Assert.Equal(
            "a.schema.json:2:3: warning lint/unknown-keyword: The keyword \"requierd\" is not known and is ignored. Did you mean required? (at /requierd)\n2 schemas: 0 errors, 1 warning\n",
            text.Output);
        Assert.Equal(1, text.ExitCode);
        Assert.Equal(0, Command.RunIn(folder.Path, "lint", "a.schema.json", "--fail-on", "error").ExitCode);
        CommandResult github = Command.RunIn(folder.Path, "lint", "a.schema.json", "--format", "github");
        Assert.StartsWith("::warning file=a.schema.json,line=2,col=3,title=lint/unknown-keyword::", github.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schemas_of_this_repository_have_no_findings()
    {
        string[] schemas = [.. Directory.EnumerateFiles(Repository.File("schema/PatContracts/Contracts"), "*.json"), .. Directory.EnumerateFiles(Repository.File("schema/PatContracts.Tool/Schemas"), "*.json")];
        CommandResult result = Command.Run(["lint", .. schemas]);
        Assert.Equal($"{schemas.Length} schemas: no findings\n", result.Output);
    }

    [Fact]
    public void A_missing_schema_is_a_configuration_error() => Assert.Equal(4, Command.Run("lint", "nowhere.schema.json").ExitCode);
}
