using PatContracts.Schema;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Schemas;

public sealed class BundleCommandTests
{
    private const string Order = """{"properties":{"to":{"$ref":"common/address.schema.json"}}}""";
    private const string Address = """{"required":["city"],"properties":{"country":{"$ref":"country.schema.json"}}}""";
    private const string Country = """{"enum":["DE","FR"]}""";

    [Theory]
    [InlineData("--ref", "common")]
    [InlineData("--ref-root", ".")]
    public void A_bundle_is_self_contained(string option, string folder)
    {
        using TemporaryFolder files = Files();
        CommandResult bundle = Command.RunIn(files.Path, "bundle", "order.schema.json", option, folder);
        Assert.Equal((0, ""), (bundle.ExitCode, bundle.Error));
        Contract contract = Contract.Load(bundle.Output);
        Assert.True(contract.IsValid("""{"to":{"city":"x","country":"FR"}}"""));
        Assert.Equal(["schema/required", "schema/enum"], contract.Validate("""{"to":{"country":"XX"}}""").Findings.Select(finding => finding.Rule));
    }

    [Theory]
    [InlineData("--ref", "common")]
    [InlineData("--ref-root", ".")]
    public void A_schema_can_refer_to_files_in_a_folder(string option, string folder)
    {
        using TemporaryFolder files = Files();
        files.Write("o.json", """{"to":{"country":"XX"}}""");
        CommandResult result = Command.RunIn(files.Path, "check", "o.json", "--schema", "order.schema.json", option, folder, "-q");
        Assert.Equal(["o.json:1:7: error schema/required: ", "o.json:1:18: error schema/enum: "], result.Lines.Select(line => line[..(line.IndexOf(": ", line.IndexOf("error", StringComparison.Ordinal), StringComparison.Ordinal) + 2)]));
    }

    [Fact]
    public void Files_outside_the_folder_are_not_found()
    {
        using TemporaryFolder files = Files();
        files.Write("secret.schema.json", "{}");
        files.Write("common/country.schema.json", """{"$ref":"../secret.schema.json"}""");
        CommandResult result = Command.RunIn(files.Path, "bundle", "order.schema.json", "--ref", "common");
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("../secret.schema.json", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_of_an_OpenAPI_document_is_bundled_with_the_schemas_that_it_refers_to()
    {
        using var files = new TemporaryFolder();
        files.Write("api.json", """{"openapi":"3.0.3","info":{},"paths":{},"components":{"schemas":{"A":{"properties":{"b":{"$ref":"#/components/schemas/B"}}},"B":{"type":"string","nullable":true},"C":{}}}}""");
        CommandResult bundle = Command.RunIn(files.Path, "bundle", "api.json#/components/schemas/A");
        Assert.Equal((0, ""), (bundle.ExitCode, bundle.Error));
        Contract contract = Contract.Load(bundle.Output);
        Assert.True(contract.IsValid("""{"b":null}"""));
        Assert.False(contract.IsValid("""{"b":1}"""));
        Assert.DoesNotContain("\"C\"", bundle.Output, StringComparison.Ordinal);
    }

    private static TemporaryFolder Files()
    {
        var files = new TemporaryFolder();
        files.Write("order.schema.json", Order);
        files.Write("common/address.schema.json", Address);
        files.Write("common/country.schema.json", Country);
        return files;
    }
}
