using Xunit;

namespace PatContracts.Schema.Tests.Documents;

public sealed class ContractWarningTests
{
    private const string Draft7 = "\"$schema\":\"http://json-schema.org/draft-07/schema#\"";

    [Theory]
    [InlineData("{}", "The schema asserts nothing: every payload conforms to it")]
    [InlineData("true", "The schema asserts nothing: every payload conforms to it")]
    [InlineData("""{"title":"t","properties":{"a":{"items":{}},"b":{"anyOf":[{},{"$ref":"#"}]}}}""", "The schema asserts nothing: every payload conforms to it")]
    [InlineData("""{"$defs":{"order":{"type":"string"}}}""", "The schema asserts nothing: every payload conforms to it. Name one of its definitions, for example #/$defs/order")]
    [InlineData("{" + Draft7 + ""","definitions":{"a/b":{"type":"string"}}}""", "The schema asserts nothing: every payload conforms to it. Name one of its definitions, for example #/definitions/a~1b")]
    [InlineData("""{"name":"n","scope":["a"]}""", "The schema asserts nothing: every payload conforms to it. None of its members is a keyword; is it a payload?")]
    public void A_schema_that_asserts_nothing_has_a_warning(string schema, string reason)
    {
        ContractWarning warning = Assert.Single(Contract.Load(schema).Warnings);
        Assert.Equal((reason, "", 1, 1), (warning.Reason, warning.Pointer, warning.Line, warning.Column));
    }

    [Theory]
    [InlineData("""{"type":"object","requird":["a"]}""", "1:28 /requird The keyword \"requird\" is not known and is ignored. Did you mean required?")]
    [InlineData("""{"properties":{"a":{"maxLenght":1,"type":"string"}}}""", "1:33 /properties/a/maxLenght The keyword \"maxLenght\" is not known and is ignored. Did you mean maxLength?")]
    [InlineData("""{"type":"array","additionalItems":false}""", "1:35 /additionalItems The keyword \"additionalItems\" does not belong to JSON Schema 2020-12 and is ignored")]
    [InlineData("{" + Draft7 + ""","type":"object","unevaluatedProperties":false}""", "1:94 /unevaluatedProperties The keyword \"unevaluatedProperties\" does not belong to draft-07 and is ignored")]
    public void A_keyword_that_is_ignored_by_mistake_has_a_warning(string schema, string expected)
    {
        ContractWarning warning = Assert.Single(Contract.Load(schema).Warnings);
        Assert.Equal(expected, $"{warning.Line}:{warning.Column} {warning.Pointer} {warning.Reason}");
    }

    [Theory]
    [InlineData("""{"type":"string"}""")]
    [InlineData("false")]
    [InlineData("""{"not":{}}""")]
    [InlineData("""{"oneOf":[{},{}]}""")]
    [InlineData("""{"contains":{}}""")]
    [InlineData("""{"properties":{"a":{"properties":{"b":{"$ref":"#/$defs/b"}}}},"$defs":{"b":{"enum":[1]}}}""")]
    [InlineData("""{"if":{},"else":false}""")]
    [InlineData("""{"type":"string","x-own":1,"tsType":"T","markdownDescription":"d","enumNames":["a"],"javaType":"J","$comment":"c","options":{}}""")]
    [InlineData("""{"type":"string","const":"requird","default":{"requird":1},"$defs":{"unused":{"requird":[]}}}""")]
    [InlineData("{" + Draft7 + ""","type":"string","$defs":{}}""")]
    public void Other_schemas_have_no_warnings(string schema) => Assert.Empty(Contract.Load(schema).Warnings);

    [Fact]
    public void A_mistake_reached_from_several_schemas_has_one_warning() =>
        Assert.Single(Contract.Load("""{"properties":{"a":{"$ref":"#/$defs/d"},"b":{"$ref":"#/$defs/d"}},"unevaluatedProperties":false,"allOf":[{"$ref":"#/$defs/d"}],"$defs":{"d":{"type":"object","requird":["a"]}}}""").Warnings);

    [Fact]
    public void The_built_in_metaschemas_have_no_warnings()
    {
        foreach (string uri in (string[])["https://json-schema.org/draft/2020-12/schema", "https://json-schema.org/draft/2019-09/schema", "http://json-schema.org/draft-07/schema", "http://json-schema.org/draft-04/schema"])
            Assert.Empty(Contract.Load($$"""{"$ref":"{{uri}}"}""").Warnings);
    }
}
