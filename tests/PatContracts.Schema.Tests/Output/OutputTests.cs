using System.Text.Json;
using PatContracts.Schema.Tests.Conformance;
using Xunit;

namespace PatContracts.Schema.Tests.Output;

/// <summary>The output formats of JSON Schema.</summary>
public sealed class OutputTests
{
    private static readonly Contract Person = Contract.Load("""
        {"$id":"https://example.test/person","properties":{"n":{"$ref":"#/$defs/n"},"x":{"anyOf":[{"type":"null"},{"minLength":3}]}},"$defs":{"n":{"type":"integer","minimum":5}}}
        """);

    [Theory]
    [InlineData(OutputFormat.Flag)]
    [InlineData(OutputFormat.Basic)]
    [InlineData(OutputFormat.Detailed)]
    public void The_output_of_a_valid_payload_contains_nothing_else(OutputFormat format) => Assert.Equal("""{"valid":true}""", Person.Validate("{}").ToOutput(format));

    [Fact]
    public void Flag_output_contains_nothing_else() => Assert.Equal("""{"valid":false}""", Person.Validate("""{"n":1}""").ToOutput(OutputFormat.Flag));

    [Fact]
    public void Basic_is_a_flat_list_with_the_path_of_keywords_and_the_absolute_location()
    {
        using JsonDocument output = JsonDocument.Parse(Person.Validate("""{"n":1,"x":"ab"}""").ToOutput(OutputFormat.Basic));

        JsonElement[] errors = [.. output.RootElement.GetProperty("errors").EnumerateArray()];
        Assert.Equal(
            [
                "/properties/n/$ref/minimum https://example.test/person#/$defs/n/minimum /n",
                "/properties/x/anyOf https://example.test/person#/properties/x/anyOf /x",
                "/properties/x/anyOf/0/type https://example.test/person#/properties/x/anyOf/0/type /x",
                "/properties/x/anyOf/1/minLength https://example.test/person#/properties/x/anyOf/1/minLength /x",
            ],
            errors.Select(error => $"{error.GetProperty("keywordLocation")} {error.GetProperty("absoluteKeywordLocation")} {error.GetProperty("instanceLocation")}"));
        Assert.All(errors, error => Assert.False(error.GetProperty("valid").GetBoolean()));
        Assert.All(errors, error => Assert.NotEqual("", error.GetProperty("error").GetString()));
    }

    [Fact]
    public void Detailed_output_nests_alternatives_but_not_a_single_error()
    {
        using JsonDocument several = JsonDocument.Parse(Person.Validate("""{"n":1,"x":"ab"}""").ToOutput(OutputFormat.Detailed));
        JsonElement[] errors = [.. several.RootElement.GetProperty("errors").EnumerateArray()];
        Assert.Equal(2, errors.Length);
        Assert.False(errors[0].TryGetProperty("errors", out _));
        Assert.Equal(2, errors[1].GetProperty("errors").GetArrayLength());

        using JsonDocument one = JsonDocument.Parse(Person.Validate("""{"x":"ab"}""").ToOutput(OutputFormat.Detailed));
        Assert.Equal("/properties/x/anyOf", one.RootElement.GetProperty("keywordLocation").GetString());
        Assert.Equal(2, one.RootElement.GetProperty("errors").GetArrayLength());
    }

    [Fact]
    public void Output_is_valid_json_for_text_that_is_not_json_and_names_of_every_kind()
    {
        Contract contract = Contract.Load("""{"additionalProperties":{"type":"null"}}""");
        using JsonDocument output = JsonDocument.Parse(contract.Validate("""{"a\"\\\u0000\ud83d\ude00/~":1, oops""").ToOutput(OutputFormat.Basic));
        JsonElement[] errors = [.. output.RootElement.GetProperty("errors").EnumerateArray()];
        Assert.Equal("/a\"\\\0\U0001F600~1~0", errors[0].GetProperty("instanceLocation").GetString());
        Assert.Equal("", errors[1].GetProperty("keywordLocation").GetString());
    }

    [Fact]
    public void Warnings_are_not_errors()
    {
        ContractValidationResult result = Contract.Load("{}").Validate("""{"a":1,"a":2}""", new ValidationOptions { DuplicateNames = RuleSeverity.Warning });
        Assert.Equal("""{"valid":true}""", result.ToOutput(OutputFormat.Basic));
    }

    /// <summary>The output tests of the suite: the output must match the schema of each test.</summary>
    [Fact]
    public void The_suite_s_output_tests_pass()
    {
        string? root = Suite.Root is null ? null : Path.Combine(Suite.Root, "output-tests", "draft2020-12");
        Assert.SkipWhen(root is null || !Directory.Exists(root), Suite.Absence);
        var registry = new SchemaRegistry();
        registry.Add(new Uri("https://json-schema.org/draft/2020-12/output/schema"), File.ReadAllBytes(Path.Combine(root!, "output-schema.json")));
        int count = 0;
        foreach (string path in Directory.EnumerateFiles(Path.Combine(root!, "content"), "*.json"))
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (JsonElement group in document.RootElement.EnumerateArray())
            {
                Contract contract = Contract.Load(group.GetProperty("schema").GetRawText());
                foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
                {
                    ContractValidationResult result = contract.Validate(test.GetProperty("data").GetRawText());
                    if (result.IsValid) continue;
                    foreach (JsonProperty output in test.GetProperty("output").EnumerateObject())
                    {
                        if (!Enum.TryParse(output.Name, ignoreCase: true, out OutputFormat format)) continue;
                        Contract expected = Contract.Load(output.Value.GetRawText(), new ContractLoadOptions { Registry = registry });
                        string written = result.ToOutput(format);
                        ContractValidationResult validation = expected.Validate(written);
                        Assert.True(validation.IsValid, $"{Path.GetFileName(path)}: {test.GetProperty("description")}: {written}\n{string.Join('\n', validation.Findings)}");
                        count++;
                    }
                }
            }
        }

        Assert.True(count >= 3, $"only {count} outputs were compared");
    }
}
