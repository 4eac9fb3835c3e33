using Xunit;

namespace PatContracts.Schema.Tests.Findings;

public sealed class PropertySuggestionTests
{
    [Theory]
    [InlineData("""{"properties":{"lastUsed":{},"id":{}},"additionalProperties":false}""", """{"lastused":1}""", "The contract does not allow this property. Did you mean lastUsed?")]
    [InlineData("""{"properties":{"lastUsed":{},"id":{}},"additionalProperties":false}""", """{"completelyOther":1}""", "The contract does not allow this property")]
    [InlineData("""{"properties":{"a/b":{}},"additionalProperties":false}""", """{"a/c":1}""", "The contract does not allow this property. Did you mean a/b?")]
    [InlineData("""{"allOf":[{"$ref":"#/$defs/base"}],"unevaluatedProperties":false,"$defs":{"base":{"properties":{"lastUsed":{}}}}}""", """{"last_used":1}""", "The contract does not allow this property. Did you mean lastUsed?")]
    [InlineData("""{"anyOf":[{"properties":{"note":{}},"required":["x"]},true],"unevaluatedProperties":false}""", """{"note":1}""", "The contract does not allow this property")]
    [InlineData("""{"additionalProperties":false}""", """{"a":1}""", "The contract does not allow this property")]
    [InlineData("""{"properties":{"id":{}},"additionalProperties":{"type":"string"}}""", """{"idd":1}""", "Expected a string, found a number")]
    public void A_property_that_is_not_allowed_has_a_suggestion(string schema, string payload, string expected)
    {
        Finding finding = Assert.Single(Contract.Load(schema).Validate(payload).Findings);
        Assert.Equal(expected, finding.Statement);
        // The suggestion is kept when the finding is relocated.
        Assert.Equal(expected, finding.Rebase(10, default).Statement);
        Assert.StartsWith(finding.Message, expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Suggestions_use_the_names_of_the_contract_and_long_names_have_none()
    {
        Contract contract = Contract.Load("""{"properties":{"identifier":{}},"additionalProperties":false}""");
        Assert.DoesNotContain("identifire", Assert.Single(contract.Validate("""{"identifire":1}""").Findings).Statement, StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", Assert.Single(contract.Validate($$"""{"{{new string('x', 100)}}":1}""").Findings).Statement, StringComparison.Ordinal);
    }
}
