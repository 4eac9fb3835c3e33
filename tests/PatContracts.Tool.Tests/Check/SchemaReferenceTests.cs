using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

/// <summary>Schemas in several files: a <c>$ref</c> only finds specified files.</summary>
public sealed class SchemaReferenceTests
{
    private const string Line = """{"type":"object","required":["sku"]}""";

    [Theory]
    [InlineData("line.schema.json", """{"items":{"$ref":"line.schema.json"}}""", Line, "schema:///line.schema.json#/required")]
    [InlineData("line.schema.json", """{"items":{"$ref":"./line.schema.json#/$defs/l"}}""", """{"$defs":{"l":{"required":["sku"]}}}""", "schema:///line.schema.json#/$defs/l/required")]
    [InlineData("line.schema.json", """{"items":{"$ref":"urn:x:line"}}""", """{"$id":"urn:x:line","required":["sku"]}""", "urn:x:line#/required")]
    [InlineData("line.schema.json", """{"$id":"https://x.example/s/order","items":{"$ref":"line"}}""", """{"$id":"https://x.example/s/line","required":["sku"]}""", "https://x.example/s/line#/required")]
    [InlineData("https://x.example/s/line=line.schema.json", """{"$id":"https://x.example/s/order","items":{"$ref":"line"}}""", Line, "https://x.example/s/line#/required")]
    public void A_reference_is_resolved_by_path_by_identifier_or_by_the_specified_address(string reference, string schema, string line, string keyword)
    {
        using var folder = new TemporaryFolder();
        folder.Write("order.schema.json", schema);
        folder.Write("line.schema.json", line);
        folder.Write("a.json", """[{"sku":1},{}]""");
        JsonFinding finding = Assert.Single(Report.Parse(
            Command.RunIn(folder.Path, "check", "a.json", "--schema", "order.schema.json", "--ref", reference, "--format", "json").Output).Findings);
        Assert.Equal(("schema/required", "/1", keyword), (finding.Rule, finding.Instance, finding.Schema));
    }

    [Fact]
    public void A_file_in_the_same_folder_is_not_found_unless_it_is_specified()
    {
        using var folder = new TemporaryFolder();
        folder.Write("order.schema.json", """{"items":{"$ref":"line.schema.json"}}""");
        folder.Write("line.schema.json", Line);
        folder.Write("a.json", "[]");
        CommandResult result = Command.RunIn(folder.Path, "check", "a.json", "--schema", "order.schema.json");
        Assert.Equal(4, result.ExitCode);
        Assert.StartsWith("pat-contracts: error: order.schema.json:1:18: The reference \"line.schema.json\" cannot be resolved", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("Specify other schema files with --ref\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_a_referenced_file_is_reported_with_its_path_and_location()
    {
        using var folder = new TemporaryFolder();
        folder.Write("s/order.schema.json", """{"items":{"$ref":"parts/line.schema.json"}}""");
        folder.Write("s/parts/line.schema.json", "{\n  \"type\": \"objct\"\n}");
        folder.Write("a.json", "[]");
        CommandResult result = Command.RunIn(folder.Path, "check", "a.json", "--schema", "s/order.schema.json", "--ref", "s/parts/line.schema.json");
        Assert.Equal(4, result.ExitCode);
        Assert.StartsWith("pat-contracts: error: s/parts/line.schema.json:2:11: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_and_comparisons_accept_references()
    {
        using var folder = new TemporaryFolder();
        folder.Write("v1/order.json", """{"$ref":"line.json"}""");
        folder.Write("v1/line.json", """{"type":"integer","minimum":1}""");
        folder.Write("v2/order.json", """{"$ref":"line.json"}""");
        folder.Write("v2/line.json", """{"type":"integer","minimum":2}""");
        string[] references = ["--ref", "v1/line.json", "--ref", "v2/line.json"];
        CommandResult diff = Command.RunIn(folder.Path, ["diff", "v1/order.json", "v2/order.json", .. references]);
        Assert.Equal("breaks writers  (payload): minimum was 1 and is 2", diff.Lines[0]);
        Assert.True(long.Parse(Command.RunIn(folder.Path, ["sample", "--schema", "v2/order.json", .. references]).Output, System.Globalization.CultureInfo.InvariantCulture) >= 2);
    }
}
