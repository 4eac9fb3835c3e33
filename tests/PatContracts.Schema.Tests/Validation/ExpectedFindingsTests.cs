using Xunit;

namespace PatContracts.Schema.Tests.Validation;

/// <summary>After many payloads with findings, the next is evaluated exhaustively, without flag output first. The result is the same.</summary>
public sealed class ExpectedFindingsTests
{
    private const string Schema = """
        {
          "type": "object", "required": ["id"],
          "properties": {
            "id": { "type": "string", "maxLength": 4 }, "at": { "format": "date-time" }, "on": { "type": "boolean" }, "tags": { "items": { "type": "string" } },
            "kind": { "enum": ["a", "b"] }, "n": { "minimum": 2 }, "list": { "contains": { "const": 1 } },
            "child": { "anyOf": [{ "$ref": "#" }, { "type": "null" }] }
          }
        }
        """;

    [Theory]
    [InlineData("""{"id":"a","at":"2024-02-28T08:00:00.000Z","on":true,"tags":["x"],"kind":"b","n":3,"list":[1],"child":null}""")]
    [InlineData("""{"id":"a","at":"2024-02-30T08:00:00.000Z","on":1,"tags":["x",1],"kind":"c","n":1,"list":[2],"child":{"child":{}}}""")]
    [InlineData("""{"id":"abcde","at":"2024-02-29T08:00:00Z","tags":[ "\u00e4" ],"kind":"\u0061"}""")]
    [InlineData("""{"id":"a","id":"b"}""")]
    [InlineData("""{"x":1,"\u0078":2,"child":{"y":1,"y":1}}""")]
    [InlineData("""{"id":"a","tags":["x",}""")]
    [InlineData("""{"id":"a","at":"2024-02-28T08:00:00.000Z""")]
    [InlineData("""{"id":"a"} x""")]
    [InlineData("[]")]
    [InlineData("")]
    public void The_result_is_that_of_a_new_contract(string payload)
    {
        Contract fresh = Contract.Load(Schema);
        Contract used = Contract.Load(Schema);
        for (int i = 0; i < 20; i++) Assert.False(used.Validate("""{"at":""}""").IsValid);

        Assert.Equal(Describe(fresh.Validate(payload)), Describe(used.Validate(payload)));
        Assert.Equal(fresh.IsValid(payload), used.Validate(payload).IsValid);
    }

    [Fact]
    [Trait(LongRun.Trait, LongRun.Long)]
    public void A_pattern_decided_in_flag_output_is_decided()
    {
        const string Patterned = """{"allOf":[{"properties":{"p":{"pattern":"^(?!(?:(a+)+)\\1$)"}}},{"properties":{"p":{"pattern":"^(?!(?:(a+)+)\\1$)"}}}]}""";
        string Payload(int letters) => $$"""{"p":"{{new string('a', letters)}}!"}""";
        Contract contract = Contract.Load(Patterned);
        foreach (int letters in LongRun.OneIn(8, Enumerable.Range(8, 33)))
        {
            bool isValid = Contract.Load(Patterned).Validate(Payload(letters)).IsValid;
            for (int i = 0; i < 10; i++) Assert.False(contract.Validate("""{"p":"aa"}""").IsValid);
            Assert.Equal(isValid, contract.Validate(Payload(letters)).IsValid);
        }
    }

    private static string Describe(ContractValidationResult result) =>
        $"{result.IsWellFormed} {result.IsTruncated} "
        + string.Join('\n', result.Findings.Select(Describe));

    private static string Describe(Finding finding) =>
        $"{finding} {finding.InstancePointer} {finding.SchemaPointer} {finding.Offset}+{finding.Length} {finding.Causes.Count}";
}
