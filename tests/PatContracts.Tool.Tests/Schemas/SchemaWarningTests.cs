using System.Text.Json;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Schemas;

public sealed class SchemaWarningTests
{
    private const string Misspelled = "{\n  \"type\": \"object\",\n  \"requird\": [\"a\"]\n}\n";
    private const string Reason = "The keyword \"requird\" is not known and is ignored. Did you mean required? (at \"/requird\")";

    [Theory]
    [InlineData("""{"$defs":{"order":{"type":"string"}}}""", "The schema asserts nothing: every payload conforms to it. Name one of its definitions, for example #/$defs/order")]
    [InlineData("""{"name":"n","scope":["a"]}""", "The schema asserts nothing: every payload conforms to it. None of its members is a keyword; is it a payload?")]
    public void A_schema_that_asserts_nothing_is_reported_on_standard_error_and_counts_as_a_warning(string schema, string reason)
    {
        using TemporaryFolder folder = Folder(schema);
        CommandResult lenient = Command.RunIn(folder.Path, "check", "a.json", "--schema", "s.schema.json", "--quiet");
        Assert.Equal((0, "", $"pat-contracts: warning: s.schema.json:1:1: {reason}\n"), (lenient.ExitCode, lenient.Output, lenient.Error));
        Assert.Equal(1, Command.RunIn(folder.Path, "check", "a.json", "--schema", "s.schema.json", "--fail-on", "warning").ExitCode);
    }

    [Theory]
    [InlineData("test", "a.suite.json")]
    [InlineData("diff", "s.schema.json", "s.schema.json")]
    [InlineData("bundle", "s.schema.json")]
    [InlineData("sample", "--schema", "s.schema.json")]
    public void Every_command_that_uses_a_schema_reports_its_misspelled_keywords_once(params string[] arguments)
    {
        using TemporaryFolder folder = Folder(Misspelled);
        folder.Write("a.suite.json", """{"target":"s.schema.json","tests":[{"description":"d","data":{},"valid":true}]}""");
        CommandResult result = Command.RunIn(folder.Path, arguments);
        Assert.Equal((0, $"pat-contracts: warning: s.schema.json:3:14: {Reason}\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public void Warnings_also_apply_to_configured_and_referenced_schemas()
    {
        using TemporaryFolder folder = Folder("""{"$ref":"common/d.schema.json"}""");
        folder.Write("common/d.schema.json", Misspelled);
        folder.Write("pat-contracts.json", """{"inputs":[{"paths":["*.json"],"schema":"s.schema.json"}],"failOn":"warning"}""");
        CommandResult result = Command.RunIn(folder.Path, "check", "--ref", "common");
        Assert.Equal((1, $"pat-contracts: warning: common/d.schema.json:3:14: {Reason}\n"), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("json", "\"schemaWarnings\"")]
    [InlineData("sarif", "\"toolConfigurationNotifications\"")]
    [InlineData("github", "::warning file=s.schema.json,line=3,col=14,title=schema::The keyword")]
    [InlineData("msbuild", "s.schema.json(3,14): warning schema: The keyword")]
    public void Formats_that_support_it_contain_the_warning(string format, string expected)
    {
        using TemporaryFolder folder = Folder(Misspelled);
        string output = Command.RunIn(folder.Path, "check", "a.json", "--schema", "s.schema.json", "--format", format).Output;
        Assert.Contains(expected, output, StringComparison.Ordinal);
        if (format == "json") JsonDocument.Parse(output).Dispose();
    }

    private static TemporaryFolder Folder(string schema)
    {
        var folder = new TemporaryFolder();
        folder.Write("s.schema.json", schema);
        folder.Write("a.json", "{}");
        return folder;
    }
}
