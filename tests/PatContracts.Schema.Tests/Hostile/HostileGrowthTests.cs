using System.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Hostile;

/// <summary>Inputs that once took quadratic time or memory, at n, 2n and 4n: allocation grows no faster than the input.</summary>
public sealed class HostileGrowthTests
{
    [Fact]
    public void The_cost_of_each_duplicate_name_does_not_depend_on_their_number() =>
        AssertLinear(Contract.Load("{}"), count => Members(count, i => $"\"n{i / 2}\":1"), new ValidationOptions { MaxFindings = 5 });

    [Fact]
    public void The_cost_of_each_unknown_name_does_not_depend_on_their_number() =>
        AssertLinear(Contract.Load("""{"properties":{"a":true},"additionalProperties":{"type":"string"}}"""), count => Members(count, i => $"\"n{i}\":1"), new ValidationOptions { MaxFindings = 5 });

    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    [InlineData(200_000)]
    public void Any_number_of_distinct_names_allocates_nothing(int count)
    {
        Contract contract = Contract.Load("{}");
        byte[] text = Encoding.UTF8.GetBytes(Members(count, i => $"\"n{i}\":1"));

        Assert.Equal(0, Allocated(() => Assert.True(contract.IsValid(text))));
    }

    [Fact]
    public void Causes_of_unions_beyond_the_limit_on_findings_cost_nothing()
    {
        string alternatives = string.Join(',', Enumerable.Range(0, 40).Select(i => $$"""{"type":"object","required":["p{{i}}"]}"""));
        Contract contract = Contract.Load("{\"items\":{\"anyOf\":[" + alternatives + "]}}");

        AssertLinear(contract, count => "[" + string.Join(',', Enumerable.Repeat("{}", count)) + "]", new ValidationOptions { MaxFindings = 2 });
    }

    [Fact]
    public void Causes_of_nested_unions_stay_within_the_budget_of_one_document()
    {
        Contract contract = Contract.Load("""{"$defs":{"n":{"anyOf":[{"type":"string"},{"type":"object","properties":{"a":{"$ref":"#/$defs/n"},"b":{"$ref":"#/$defs/n"}}}]}},"$ref":"#/$defs/n"}""");
        string value = "1";
        for (int i = 0; i < 10; i++) value = $$"""{"a":{{value}},"b":{{value}}}""";

        long allocated = Allocated(() => Assert.False(contract.Validate(value).IsValid));

        Assert.InRange(allocated, 0, 64L * value.Length * 16);
    }

    [Theory]
    [InlineData("""{"items":{"pattern":"^(?:(a+)+)\\1$"}}""")]
    [InlineData("""{"not":{"items":{"pattern":"^(?:(a+)+)\\1$"}}}""")]
    [InlineData("""{"items":{"anyOf":[{"pattern":"^(?:(a+)+)\\1$"},{"type":"string"}]}}""")]
    [InlineData("""{"items":{"if":{"pattern":"^(?:(a+)+)\\1$"},"then":true}}""")]
    [InlineData("""{"contains":{"pattern":"^(?:(a+)+)\\1$"},"minContains":0}""")]
    [InlineData("""{"items":{"oneOf":[{"type":"string"},{"not":{"pattern":"^(?:(a+)+)\\1$"}}]}}""")]
    public void An_undecided_pattern_makes_the_payload_invalid_in_every_context(string schema)
    {
        Contract contract = Contract.Load(schema);
        string payload = "[" + string.Join(',', Enumerable.Repeat("\"" + new string('a', 40) + "!\"", 12)) + "]";

        Finding[] undecided = [.. contract.Validate(payload).Findings.Where(finding => finding.Message.Contains("could not be decided", StringComparison.Ordinal))];

        Assert.False(contract.IsValid(payload));
        Finding finding = Assert.Single(undecided);
        Assert.Equal("schema/pattern", finding.Rule);
        Assert.Equal("/0", finding.InstancePointer);
    }

    [Fact]
    public void An_undecided_pattern_for_a_name_makes_the_payload_invalid()
    {
        Contract contract = Contract.Load("""{"patternProperties":{"^(?:(a+)+)\\1$":{"type":"integer"}}}""");
        string payload = "{\"" + new string('a', 60) + "!\":\"text\"}";

        Assert.False(contract.IsValid(payload));
        Assert.Contains(contract.Validate(payload).Findings, finding => finding.Rule == "schema/pattern");
    }

    [Theory]
    [InlineData("""{"allOf":[{"properties":{"x":{"properties":{"y":true}}}}],"unevaluatedProperties":false}""", """{"x":{"z":1},"bad":1}""")]
    [InlineData("""{"allOf":[{"properties":{"a":{"not":{"required":["kind"]}}}}],"unevaluatedProperties":false}""", """{"kind":1,"a":{"a":2}}""")]
    public void A_warning_about_an_undeclared_property_hides_no_violation(string schema, string payload)
    {
        Contract contract = Contract.Load(schema);
        var options = new ValidationOptions { UnknownProperties = RuleSeverity.Warning };

        Assert.False(contract.IsValid(payload));
        Assert.False(contract.Validate(payload, options).IsValid);
    }

    [Theory]
    [InlineData("""{"allOf":[{"properties":{"a":true}},{"properties":{"b":true}}]}""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"object","properties":{"a":true,"b":true}}]}""")]
    [InlineData("""{"properties":{"a":true},"oneOf":[{"type":"array"},{"properties":{"b":true}}]}""")]
    public void An_undeclared_property_is_found_through_schemas_applied_in_place(string schema)
    {
        Contract contract = Contract.Load(schema);
        var error = new ValidationOptions { UnknownProperties = RuleSeverity.Error };
        var warning = new ValidationOptions { UnknownProperties = RuleSeverity.Warning };
        const string Payload = """{"a":1,"b":2,"c":3}""";

        Assert.True(contract.IsValid(Payload, warning));
        Assert.True(contract.IsValid("""{"a":1,"b":2}""", error));
        Assert.False(contract.IsValid(Payload, error));
        Assert.Equal("/c", Assert.Single(contract.Validate(Payload, warning).Findings).InstancePointer);
        Assert.Equal("/c", Assert.Single(contract.Validate(Payload, error).Findings).InstancePointer);
    }

    [Theory]
    [InlineData("""{"dependentSchemas":{"kind":{}}}""")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","dependencies":{"kind":{}}}""")]
    public void Schemas_applied_in_place_do_not_count_toward_the_depth(string schema)
    {
        Contract contract = Contract.Load(schema);
        var options = new ValidationOptions { MaxDepth = 1 };

        for (int i = 0; i < 8; i++) Assert.True(contract.IsValid("""{"kind":1}""", options));
        Assert.True(contract.Validate("""{"kind":1}""", options).IsValid);
    }

    private static string Members(int count, Func<int, string> member) => "{" + string.Join(',', Enumerable.Range(0, count).Select(member)) + "}";

    private static void AssertLinear(Contract contract, Func<int, string> payload, ValidationOptions options)
    {
        const int BytesPerMember = 512;
        foreach (int count in new[] { 5_000, 10_000, 20_000 })
        {
            byte[] text = Encoding.UTF8.GetBytes(payload(count));
            long allocated = Allocated(() => Assert.False(contract.Validate(text, options).IsValid));
            Assert.InRange(allocated, 0, (long)BytesPerMember * count);
        }
    }

    private static long Allocated(Action action)
    {
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
