using System.Text.Json;
using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

/// <summary>The explanation of a union that is not matched, in all formats.</summary>
public sealed class CauseTests
{
    private const string OneLine =
        "The value must match exactly one of 3 alternatives; it matches none (at /method); closest is \"card\": The required property \"expires\" is missing; Expected a string, found a number (at /method/number)";

    [Fact]
    public void Text_has_a_tree_of_the_closest_alternative() => Assert.Equal(
        """
        samples/error-messages/payment.json:4:13: error schema/oneOf: The value must match exactly one of 3 alternatives; it matches none (at /method)
          closest is "card":
            4:13: schema/required: The required property "expires" is missing
            6:15: schema/type: Expected a string, found a number (at /method/number)

        """.ReplaceLineEndings("\n"),
        Run("text", "-q").Output);

    [Theory]
    [InlineData("github", "::error file=samples/error-messages/payment.json,line=4,col=13,title=schema/oneOf (samples/error-messages/payment.schema.json)::" + OneLine)]
    [InlineData("msbuild", "samples/error-messages/payment.json(4,13): error schema/oneOf: " + OneLine)]
    public void Line_based_formats_explain_it_in_one_line(string format, string expected) => Assert.Equal(expected + "\n", Run(format).Output);

    [Fact]
    public void Junit_and_Gitlab_explain_it_in_one_line()
    {
        Assert.Contains(OneLine.Replace("\"", "&quot;", StringComparison.Ordinal), Run("junit").Output, StringComparison.Ordinal);
        using JsonDocument gitlab = JsonDocument.Parse(Run("gitlab").Output);
        Assert.Equal(OneLine, gitlab.RootElement[0].GetProperty("description").GetString());
    }

    [Fact]
    public void Sarif_has_each_violation_at_its_location()
    {
        using JsonDocument sarif = JsonDocument.Parse(Run("sarif").Output);
        JsonElement run = sarif.RootElement.GetProperty("runs")[0];
        Assert.Equal("pat-contracts/samples/error-messages/payment.schema.json/", run.GetProperty("automationDetails").GetProperty("id").GetString());
        Assert.Equal("error", run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[0].GetProperty("defaultConfiguration").GetProperty("level").GetString());
        JsonElement result = run.GetProperty("results")[0];
        Assert.Contains("closest is \"card\"", result.GetProperty("message").GetProperty("text").GetString(), StringComparison.Ordinal);
        JsonElement[] related = [.. result.GetProperty("relatedLocations").EnumerateArray()];
        Assert.Equal([(4, 13), (6, 15)], related.Select(location => location.GetProperty("physicalLocation").GetProperty("region")).Select(region => (region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32())));
        JsonElement region = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region");
        Assert.Equal((4, 14), (region.GetProperty("endLine").GetInt32(), region.GetProperty("endColumn").GetInt32()));
    }

    [Fact]
    public void Json_has_all_causes_and_marks_the_closest()
    {
        using JsonDocument report = JsonDocument.Parse(Run("json").Output);
        JsonElement[] causes = [.. report.RootElement.GetProperty("results")[0].GetProperty("findings")[0].GetProperty("causes").EnumerateArray()];
        Assert.Equal(["/properties/method/oneOf/0", "/properties/method/oneOf/0", "/properties/method/oneOf/1", "/properties/method/oneOf/1", "/properties/method/oneOf/2"], causes.Select(cause => cause.GetProperty("alternative").GetString()).Order(StringComparer.Ordinal));
        Assert.All(causes, cause => Assert.Equal(cause.GetProperty("alternative").GetString() == "/properties/method/oneOf/0", cause.TryGetProperty("closest", out _)));
    }

    [Fact]
    public void Missing_properties_of_one_object_are_one_line_in_text_and_separate_findings_in_json()
    {
        string[] arguments = ["check", "samples/error-messages/delivery.json", "--schema", "samples/error-messages/delivery.schema.json"];
        Assert.Equal("samples/error-messages/delivery.json:1:1: error schema/required: The required properties \"address\" and \"slot\" are missing, because \"kind\" matches the schema of \"if\"", Command.Run(arguments).Lines[0]);
        foreach (string format in (string[])["github", "msbuild"]) Assert.Single(Command.Run([.. arguments, "--format", format]).Lines);
        Assert.Equal(2, Report.Parse(Command.Run([.. arguments, "--format", "json"]).Output).Findings.Length);
    }

    private static CommandResult Run(string format, params string[] more) =>
        Command.Run(["check", "samples/error-messages/payment.json", "--schema", "samples/error-messages/payment.schema.json", "--format", format, .. more]);
}
