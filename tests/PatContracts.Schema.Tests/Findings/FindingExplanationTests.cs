using Xunit;

namespace PatContracts.Schema.Tests.Findings;

public sealed class FindingExplanationTests
{
    private const string Payment = """
        {"oneOf":[{"$ref":"#/$defs/card"},{"$ref":"#/$defs/transfer"},{"title":"in cash","properties":{"kind":{"const":"cash"}},"required":["kind"]}],
         "$defs":{
          "card":{"type":"object","properties":{"kind":{"const":"card"},"number":{"type":"string"}},"required":["kind","number","expires"]},
          "transfer":{"type":"object","properties":{"kind":{"enum":["sepa","wire"]},"iban":{"type":"string"}},"required":["kind","iban"]}}}
        """;

    [Theory]
    // The member that selects an alternative decides, then the number of violations.
    [InlineData(Payment, """{"kind":"card","number":1}""", "closest is \"card\": The required property \"expires\" is missing; Expected a string, found a number (at /number)")]
    [InlineData(Payment, """{"kind":"wire"}""", "closest is \"transfer\": The required property \"iban\" is missing")]
    [InlineData(Payment, """{"kind":"card"}""", "closest is \"card\": The required properties \"number\" and \"expires\" are missing")]
    // None of the known kinds: the requirement of all alternatives.
    [InlineData(Payment, """{"kind":"S3CRET"}""", "Expected one of \"card\", \"sepa\", \"wire\", \"cash\" (at /kind)")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":["null","integer"]}]}""", "true", "Expected a string, an integer or null, found a boolean")]
    // A mismatched type is further away than any other violation.
    [InlineData("""{"anyOf":[{"type":"null"},{"title":"range","type":"object","required":["from","to","by"]}]}""", "{}", "closest is \"range\": The required properties \"from\", \"to\" and \"by\" are missing")]
    // No alternative stands out: the first violation of each, as many as fit in a line.
    [InlineData("""{"anyOf":[{"required":["a"]},{"required":["b"]}]}""", "{}", "anyOf/0: The required property \"a\" is missing; anyOf/1: The required property \"b\" is missing")]
    [InlineData("""{"anyOf":[{"required":["a"]},{"required":["b"]},{"required":["c"]},{"required":["d"]},{"required":["e"]}]}""", "{}", "anyOf/0: The required property \"a\" is missing; anyOf/1: The required property \"b\" is missing; anyOf/2: The required property \"c\" is missing; and 2 more")]
    // Unions inside the closest alternative.
    [InlineData("""{"anyOf":[{"type":"null"},{"title":"box","properties":{"in":{"oneOf":[{"type":"null"},{"title":"lid","required":["x"]}]}}}]}""", """{"in":{}}""", "closest is \"box\": The value must match exactly one of 2 alternatives; it matches none (at /in) (closest is \"lid\": The required property \"x\" is missing)")]
    public void A_union_explains_why_it_is_not_matched(string schema, string payload, string expected)
    {
        Finding finding = Assert.Single(Contract.Load(schema).Validate(payload).Findings);

        Assert.Equal(expected, finding.Explain()!.ToString());
        Assert.Equal($"{finding.Message}; {expected}", finding.Describe());
        Assert.EndsWith(finding.Describe(), finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_message_names_two_matching_alternatives()
    {
        Contract contract = Contract.Load("""{"oneOf":[{"type":"string"},{"title":"even","multipleOf":2},{"minimum":5}]}""");

        Finding finding = Assert.Single(contract.Validate("6").Findings);

        Assert.Equal("The value must match exactly one of 3 alternatives; it matches \"even\" and oneOf/2", finding.Describe());
        Assert.Null(finding.Explain());
    }

    [Theory]
    [InlineData("""{"if":{"properties":{"kind":{"const":"x"}}},"then":{"required":["a"]}}""", """{"kind":"x"}""", "The required property \"a\" is missing, because \"kind\" matches the schema of \"if\"")]
    [InlineData("""{"if":{"required":["a","b"]},"else":{"properties":{"c":{"type":"null"}}}}""", """{"c":1}""", "Expected null, found a number, because \"a\" and \"b\" do not match the schema of \"if\"")]
    [InlineData("""{"if":{"minProperties":1},"then":{"allOf":[{"required":["a"]}]}}""", """{"c":1}""", "The required property \"a\" is missing, because the value matches the schema of \"if\"")]
    [InlineData("""{"dependentSchemas":{"card":{"required":["address"]}}}""", """{"card":1}""", "The required property \"address\" is missing, because \"card\" is present")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"required":["c"]}""", "{}", "The required property \"c\" is missing")]
    public void A_conditional_violation_names_its_condition(string schema, string payload, string expected) =>
        Assert.Equal(expected, Assert.Single(Contract.Load(schema).Validate(payload).Findings).Describe());

    [Theory]
    [InlineData("""{"anyOf":[{"title":"home","required":["a"],"properties":{"a":{}}},{"title":"abroad","required":["zip"],"properties":{"land":{}}}],"unevaluatedProperties":false}""", """{"a":1,"land":2}""", "\"abroad\" would allow it, but is not matched: The required property \"zip\" is missing")]
    [InlineData("""{"allOf":[{"if":{"required":["k"]},"then":{"properties":{"land":{}}}}],"unevaluatedProperties":false}""", """{"land":2}""", "if would allow it, but is not matched: The required property \"k\" is missing")]
    [InlineData("""{"$ref":"#/$defs/base","$defs":{"base":{"anyOf":[true,{"title":"more","$ref":"#/$defs/more"}]},"more":{"required":["x"],"properties":{"land":{}}}},"unevaluatedProperties":false}""", """{"o":[],"land":2}""", "\"more\" would allow it, but is not matched: The required property \"x\" is missing")]
    public void An_unevaluated_property_names_the_schema_that_would_allow_it(string schema, string payload, string expected)
    {
        Finding finding = Contract.Load(schema).Validate(payload).Findings.Single(finding => finding.InstancePointer == "/land");

        Assert.Equal(expected, finding.Explain()!.ToString());
    }

    [Fact]
    public void A_property_that_no_schema_declares_has_no_explanation() =>
        Assert.Null(Assert.Single(Contract.Load("""{"anyOf":[{"properties":{"a":{}}}],"unevaluatedProperties":false}""").Validate("""{"b":1}""").Findings).Explain());

    [Fact]
    public void Causes_have_their_own_locations()
    {
        Contract contract = Contract.Load("""{"items":{"anyOf":[{"type":"null"},{"type":"object","properties":{"a":{"type":"string"},"b":{"anyOf":[{"type":"null"},{"title":"deep","items":{"type":"null"}}]}}}]}}""");

        ContractValidationResultText result = new(contract.Validate("[null,\n {\"b\": [null, 1],\n  \"a\": 1}, {\"a\": 2}]"));

        Assert.Equal(["2:2 /1", "3:8 /1/a", "2:8 /1/b", "2:15 /1/b/1", "3:12 /2", "3:18 /2/a"], result.Locations.Order(StringComparer.Ordinal).OrderBy(location => location[location.IndexOf('/')..], StringComparer.Ordinal));
    }

    [Fact]
    public void Missing_properties_of_one_object_are_summarized_as_one_finding()
    {
        Contract contract = Contract.Load("""{"items":{"required":["a","b"],"minProperties":3,"allOf":[{"required":["c"]}]}}""");
        IReadOnlyList<Finding> findings = contract.Validate("""[{}, {"a":1,"b":1,"x":1}]""").Findings;

        IReadOnlyList<Finding> summary = Finding.Summarize(findings);

        Assert.Equal(["The required properties \"a\", \"b\" and \"c\" are missing", "The required property \"c\" is missing"], summary.Where(finding => finding.Rule == "schema/required").Select(finding => finding.Message));
        Assert.Equal(["a", "b", "c"], summary[0].Parts.Select(part => part.MissingProperty));
        Assert.All(summary.Skip(1), finding => Assert.Empty(finding.Parts));
        Assert.Same(findings[^1], summary[^1]);
    }

    [Fact]
    public void Very_many_missing_properties_are_counted()
    {
        string names = string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"n{i}\""));
        Finding finding = Assert.Single(Finding.Summarize(Contract.Load($$"""{"required":[{{names}}]}""").Validate("{}").Findings));
        Assert.Equal("The required properties \"n0\", \"n1\", \"n2\", \"n3\", \"n4\", \"n5\", \"n6\", \"n7\" and 32 more are missing", finding.Message);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(2000)]
    public void Explaining_any_number_of_unevaluated_properties_takes_linear_work(int count)
    {
        Contract contract = Contract.Load("""{"items":{"anyOf":[true,{"required":["zip"],"properties":{"land":{}}}],"unevaluatedProperties":false}}""");
        string payload = "[" + string.Join(',', Enumerable.Repeat("""{"a":{"b":[1,2,3]},"land":1}""", count)) + "]";
        long before = GC.GetAllocatedBytesForCurrentThread();

        IReadOnlyList<Finding> findings = contract.Validate(payload, new ValidationOptions { MaxFindings = 10_000 }).Findings;

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / count, 0, 8 * 1024);
        Assert.Equal(count, findings.Count(finding => finding.Explain() is not null));
    }

    private sealed class ContractValidationResultText(ContractValidationResult result)
    {
        public IEnumerable<string> Locations => result.Findings.SelectMany(Closest);

        private static IEnumerable<string> Closest(Finding finding) => (finding.Explain()?.Findings ?? [])
            .SelectMany(Closest).Prepend($"{finding.Line}:{finding.Column} {finding.InstancePointer}");
    }
}
