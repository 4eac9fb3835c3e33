using Xunit;

namespace PatContracts.Schema.Tests.Compilation;

/// <summary>A value in the form of one alternative of <c>anyOf</c> is valid; every other value is evaluated in full.</summary>
public sealed class LeafTests
{
    private const string EnumOrPattern = """{"type":"string","anyOf":[{"enum":["ES5","ES6"]},{"pattern":"^[Ee][Ss]\\d+$"}]}""";
    private const string PatternOrText = """{"anyOf":[{"type":"string","pattern":"^a"},{"type":"string"}]}""";
    private const string Integers = """{"type":"integer","anyOf":[{"minimum":0},{"maximum":-5}]}""";
    private const string Nullable = """{"type":["string","null"],"anyOf":[{"maxLength":3},{"enum":["longer"]}]}""";
    private const string Recursive = """{"anyOf":[{"type":"array","items":{"$ref":"#"}},{"type":"boolean"}]}""";
    private const string OneOf = """{"oneOf":[{"type":"string","maxLength":3},{"type":"string"}]}""";
    private const string Closed = """{"anyOf":[{"type":"string"},{"type":"number"}],"maxLength":2}""";

    [Theory]
    [InlineData(EnumOrPattern, "\"ES5\"", true)]
    [InlineData(EnumOrPattern, "\"es2020\"", true)]
    [InlineData(EnumOrPattern, "\"\\u0045S5\"", true)]
    [InlineData(EnumOrPattern, "\"ESNext\"", false)]
    [InlineData(EnumOrPattern, "5", false)]
    [InlineData(PatternOrText, "\"b\"", true)]
    [InlineData(PatternOrText, "1", false)]
    [InlineData(Integers, "1", true)]
    [InlineData(Integers, "1.5", false)]
    [InlineData(Integers, "1.0", true)]
    [InlineData(Integers, "-1", false)]
    [InlineData(Integers, "-5", true)]
    [InlineData(Nullable, "null", true)]
    [InlineData(Nullable, "\"abc\"", true)]
    [InlineData(Nullable, "\"longer\"", true)]
    [InlineData(Nullable, "\"abcd\"", false)]
    [InlineData(Nullable, "1", false)]
    [InlineData(Recursive, "[[true],[],false]", true)]
    [InlineData(Recursive, "[[true],[1],false]", false)]
    [InlineData(OneOf, "\"abcd\"", true)]
    [InlineData(OneOf, "\"abc\"", false)]
    [InlineData(Closed, "\"ab\"", true)]
    [InlineData(Closed, "\"abc\"", false)]
    public void A_value_under_anyOf_is_valid_exactly_if_an_alternative_accepts_it(string schema, string value, bool isValid)
    {
        Contract contract = Contract.Load(schema);
        string inMember = schema.Replace("\"#\"", "\"#/properties/m\"", StringComparison.Ordinal);
        Contract member = Contract.Load("{\"properties\":{\"m\":" + inMember + "}}");
        string payload = $$"""{"m":{{value}}}""";

        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(isValid, contract.IsValid(value));
            Assert.Equal(isValid, contract.Validate(value).IsValid);
            Assert.Equal(isValid, member.IsValid(payload));
            Assert.Equal(isValid, member.Validate(payload).IsValid);
        }
    }

    [Fact]
    public void An_undecided_alternative_is_reported_even_if_another_accepts_the_value()
    {
        Contract contract = Contract.Load("""{"items":{"anyOf":[{"pattern":"^(?:(a+)+)\\1$"},{"type":"string"}]}}""");
        string payload = "[" + string.Join(',', Enumerable.Repeat("\"" + new string('a', 60) + "!\"", 12)) + "]";

        Assert.False(contract.IsValid(payload));
        Assert.Contains(contract.Validate(payload).Findings, finding => finding.Rule == "schema/pattern");
    }
}
