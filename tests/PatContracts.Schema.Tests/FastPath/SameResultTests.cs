using System.Text;
using Xunit;

namespace PatContracts.Schema.Tests.FastPath;

/// <summary>Earlier payloads do not change the result of a contract: a recorded shape can only confirm that a payload is valid.</summary>
public sealed class SameResultTests
{
    private const string Tagged = """
        {"oneOf":[{"properties":{"kind":{"const":"A"},"v":{"type":"string"}},"required":["kind"]},
                  {"properties":{"kind":{"const":"B"},"v":{"type":"integer"}},"required":["kind"]}]}
        """;

    public static TheoryData<string, string, string, bool> Cases => new()
    {
        { Tagged, """{"v":"x","kind":"A"}""", """{"v":1,"kind":"B"}""", true },
        { Tagged, """{"v":"x","kind":"A"}""", """{"v":1,"kind":"A"}""", false },
        { """{"dependentSchemas":{"b":{"properties":{"a":{"type":"array"}}}}}""", """{"a":[],"b":1}""", """{"a":1}""", true },
        { """{"dependentSchemas":{"b":{"properties":{"a":{"type":"array"}}}}}""", """{"a":[],"b":1}""", """{"a":1,"b":1}""", false },
        { """{"not":{"oneOf":[{"properties":{"a":{"type":"array"}}},{"required":["b"]}]}}""", """{"a":[]}""", """{"a":1,"b":1}""", false },
        { """{"if":{"anyOf":[{"properties":{"a":{"type":"array"}}},{"required":["b"]}]},"then":{"required":["c"]}}""", """{"a":[],"c":1}""", """{"a":1,"b":1}""", false },
    };

    [Fact]
    public void A_pattern_that_takes_most_of_the_budget_is_still_decided_after_other_payloads()
    {
        const string Schema = """
            {"properties":{"p":{"pattern":"^(?!(?:(a+)+)\\1$)"}},
             "oneOf":[{"properties":{"kind":{"const":"A"},"v":{"type":"string"}},"required":["kind"]},
                      {"properties":{"kind":{"const":"B"},"v":{"type":"integer"}},"required":["kind"]}]}
            """;
        // Each further letter approximately doubles the steps, so the longest text that is decided takes at least about half of the budget.
        string Payload(int letters) => $$"""{"p":"{{new string('a', letters)}}!","v":1,"kind":"B"}""";
        int longest = Enumerable.Range(8, 33).TakeWhile(letters => Contract.Load(Schema).IsValid(Payload(letters))).Last();
        Contract contract = Contract.Load(Schema);
        for (int i = 0; i < 10; i++) Assert.True(contract.IsValid("""{"p":"b","v":"x","kind":"A"}"""));

        Assert.InRange(longest, 9, 39);
        Assert.True(contract.IsValid(Payload(longest)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_result_is_the_same_after_other_payloads(string schema, string earlier, string payload, bool isValid)
    {
        Contract contract = Contract.Load(schema);
        for (int i = 0; i < 10; i++) contract.IsValid(earlier);

        Assert.Equal(isValid, contract.IsValid(payload));
        Assert.Equal(isValid, contract.Validate(payload).IsValid);
        Assert.Equal(isValid, contract.AreLinesValid(Encoding.UTF8.GetBytes(payload)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_result_is_the_same_after_other_elements_of_a_list(string schema, string earlier, string payload, bool isValid)
    {
        Contract list = Contract.Load($$"""{"items":{{schema}}}""");
        string text = "[" + string.Concat(Enumerable.Repeat(earlier + ",", 10)) + payload + "]";
        bool areOthersValid = Contract.Load(schema).IsValid(earlier);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        Assert.Equal(isValid && areOthersValid, list.IsValid(text));
        Assert.Equal(isValid && areOthersValid, list.Validate(text).IsValid);
        Assert.Equal(isValid && areOthersValid, await list.IsValidAsync(stream, cancellationToken: TestContext.Current.CancellationToken));
    }
}
