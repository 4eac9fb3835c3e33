using System.Text.Json;
using PatContracts.Schema;

namespace PatContracts.Tool.Tests.Documentation;

/// <summary>docs/configuration-file.md describes every member of the configuration, and its example is valid.</summary>
public sealed class ConfigurationPageTests
{
    private static readonly string Page = File.ReadAllText(Repository.File("docs/configuration-file.md"));
    private static readonly string Schema = File.ReadAllText(Repository.File("schema/PatContracts.Tool/Schemas/tool-configuration.schema.json"));

    [Fact]
    public void The_example_is_a_configuration()
    {
        string example = Page.Split("```json\n")[1].Split("```")[0];
        Assert.Empty(Contract.Load(Schema).Validate(example).Findings);
    }

    [Fact]
    public void Every_member_is_described()
    {
        using JsonDocument schema = JsonDocument.Parse(Schema);
        JsonElement properties = schema.RootElement.GetProperty("properties");
        string[] members = [.. properties.EnumerateObject().Select(member => member.Name).Where(name => name != "$schema")];
        Assert.All(members, name => Assert.Contains($"| `{name}` |", Page, StringComparison.Ordinal));
        JsonElement inputs = properties.GetProperty("inputs").GetProperty("items").GetProperty("properties");
        Assert.All(inputs.EnumerateObject(), member => Assert.Contains($"| `inputs[].{member.Name}` |", Page, StringComparison.Ordinal));
    }
}
