using System.Text;
using System.Text.Json;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Inputs;

public sealed class YamlPayloadTests
{
    private const string Schema = """{"type":"object","required":["id"],"properties":{"id":{"type":"string","maxLength":4},"tags":{"items":{"enum":["a","b"]}},"u":{"anyOf":[{"type":"null"},{"minimum":3}]}}}""";

    [Fact]
    public void Findings_have_the_lines_and_columns_of_the_YAML()
    {
        using TemporaryFolder folder = Folder("# a payload\nid: äöüxyz\ntags:\n  - a\n  - c\nu: 1\n");
        CommandResult result = Command.RunIn(folder.Path, "check", "p.yaml", "--schema", "s.schema.json");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            [
                "p.yaml:2:5: error schema/maxLength: Expected at most 4 characters (at /id)",
                "p.yaml:5:5: error schema/enum: Expected one of \"a\", \"b\" (at /tags/1)",
                "p.yaml:6:4: error schema/anyOf: The value must match at least one of 2 alternatives; it matches none (at /u)",
            ],
            result.Lines.Where(static line => line.StartsWith("p.yaml", StringComparison.Ordinal)));
        Assert.Equal("1 file, 1 payload against s.schema.json: 3 errors", result.Lines[^1]);
    }

    [Fact]
    public void The_region_of_a_finding_refers_to_the_YAML()
    {
        using TemporaryFolder folder = Folder("id: äöüxyz # too long\n");
        using JsonDocument sarif = JsonDocument.Parse(Command.RunIn(folder.Path, "check", "p.yaml", "--schema", "s.schema.json", "--format", "sarif").Output);
        JsonElement region = sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region");
        Assert.Equal([1, 5, 1, 11, 4, 9], region.EnumerateObject().Select(static property => property.Value.GetInt32()));
    }

    [Theory]
    [InlineData("id: {x", 1, 7)]
    [InlineData("a: 1\nb: !!binary x\n", 2, 4)]
    [InlineData("id: a\n---\nid: b\n", 2, 1)]
    [InlineData("base: &b {id: a}\nid: x\n<<: *b\n", 3, 1)]
    public void Invalid_YAML_or_YAML_beyond_JSON_is_unreadable(string yaml, int line, int column)
    {
        using TemporaryFolder folder = Folder(yaml);
        CommandResult result = Command.RunIn(folder.Path, "check", "p.yaml", "--schema", "s.schema.json", "--quiet");
        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith($"p.yaml:{line}:{column}: error yaml/syntax: ", Assert.Single(result.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void YAML_supports_encodings_and_a_path_for_standard_input_like_JSON()
    {
        using TemporaryFolder folder = Folder("id: abcde\n");
        folder.Write("q.yml", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("id: abcde\n")).ToArray());
        Assert.Contains("q.yml:1:5: error schema/maxLength", Command.RunIn(folder.Path, "check", "q.yml", "--schema", "s.schema.json").Output, StringComparison.Ordinal);
        CommandResult input = Command.RunIn(folder.Path, "id: abcde\n"u8.ToArray(), "check", "-", "--stdin-filepath", "x.yaml", "--schema", "s.schema.json");
        Assert.StartsWith("x.yaml:1:5: error schema/maxLength", input.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Token_checks_run_on_YAML()
    {
        using TemporaryFolder folder = Folder("[{id: a, name: n, scope: null, created: '2024-01-01T00:00:00Z', owner: {}}, {id: a, name: m, scope: null, created: '2024-01-01T00:00:00Z', owner: {}}]\n");
        Assert.Contains("pat/duplicate-id", Command.RunIn(folder.Path, "check", "p.yaml").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_are_searched_for_JSON_only()
    {
        using TemporaryFolder folder = Folder("id: abcde\n");
        Assert.Equal(2, Command.RunIn(folder.Path, "check", ".", "--schema", "s.schema.json").ExitCode);
        Assert.Equal(1, Command.RunIn(folder.Path, "check", "*.yaml", "--schema", "s.schema.json").ExitCode);
    }

    private static TemporaryFolder Folder(string yaml)
    {
        var folder = new TemporaryFolder();
        folder.Write("s.schema.json", Schema);
        folder.Write("p.yaml", yaml);
        return folder;
    }
}
