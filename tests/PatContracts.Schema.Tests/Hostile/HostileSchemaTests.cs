using System.Globalization;
using System.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Hostile;

/// <summary>Malicious schemas, and legitimate schemas that expand.</summary>
public sealed class HostileSchemaTests
{
    [Theory]
    [InlineData("{'$ref':'#'}")]
    [InlineData("{'allOf':[{'$ref':'#'}]}")]
    [InlineData("{'anyOf':[{'type':'null'},{'not':{'$ref':'#'}}]}")]
    [InlineData("{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}}}")]
    [InlineData("{'$ref':'#/$defs/a','$defs':{'a':{'oneOf':[{'$ref':'#/$defs/b'}]},'b':{'if':{'$ref':'#/$defs/a'}}}}")]
    [InlineData("{'dependentSchemas':{'x':{'$ref':'#'}}}")]
    [InlineData("{'$dynamicAnchor':'a','allOf':[{'$dynamicRef':'#a'}]}")]
    public void A_schema_that_applies_itself_in_a_cycle_cannot_be_loaded(string schema)
    {
        ContractLoadException exception = Assert.Throws<ContractLoadException>(() => Contract.Load(schema.Replace('\'', '"')));
        Assert.Contains("cycle", exception.Reason, StringComparison.Ordinal);
        Assert.True(exception.Line == 1 && exception.Column >= 1);
    }

    [Theory]
    [InlineData("anyOf")]
    [InlineData("oneOf")]
    [InlineData("allOf")]
    public void Alternatives_nested_forty_deep_over_one_value_take_linear_time(string keyword)
    {
        // Each of forty schemas refers to the next twice: a million million paths to the last one.
        var schema = new StringBuilder("{\"$ref\":\"#/$defs/s0\",\"$defs\":{");
        for (int i = 0; i < 40; i++)
        {
            string second = keyword == "oneOf" ? $"{{\"allOf\":[{{\"$ref\":\"#/$defs/s{i + 1}\"}},{{\"type\":\"null\"}}]}}" : $"{{\"$ref\":\"#/$defs/s{i + 1}\"}}";
            schema.Append(CultureInfo.InvariantCulture, $"\"s{i}\":{{\"{keyword}\":[{{\"$ref\":\"#/$defs/s{i + 1}\"}},{second}]}},");
        }

        Contract contract = Contract.Load(schema.Append("\"s40\":{\"type\":\"integer\"}}}").ToString());

        Assert.True(contract.IsValid("1"));
        Assert.True(contract.Validate("1").IsValid);
        Assert.False(contract.IsValid("\"x\""));
        Assert.NotEmpty(contract.Validate("\"x\"").Findings);
    }

    [Theory]
    [InlineData("{'additionalProperties':{'$ref':'#'},'items':{'$ref':'#'},'allOf':[{'additionalProperties':{'$ref':'#'},'items':{'$ref':'#'}}],'type':['object','array']}")]
    [InlineData("{'patternProperties':{'^a':{'$ref':'#'},'a$':{'$ref':'#'},'a':{'$ref':'#'}},'items':{'$ref':'#'},'type':['object','array']}")]
    [InlineData("{'properties':{'a':{'$ref':'#'}},'dependentSchemas':{'a':{'properties':{'a':{'$ref':'#'}}}},'items':{'$ref':'#'},'type':['object','array']}")]
    [InlineData("{'items':{'$ref':'#'},'contains':{'$ref':'#'},'minContains':0,'additionalProperties':{'$ref':'#'},'type':['object','array']}")]
    [InlineData("{'anyOf':[{'items':{'$ref':'#'}},{'items':{'$ref':'#'}}],'additionalProperties':{'$ref':'#'},'type':['object','array']}")]
    [InlineData("{'anyOf':[{'properties':{'a':{'$ref':'#'}}},{'additionalProperties':{'$ref':'#'}}],'items':{'$ref':'#'},'unevaluatedProperties':{'$ref':'#'},'type':['object','array']}")]
    [InlineData("{'if':{'additionalProperties':{'$ref':'#'}},'then':{'items':{'$ref':'#'}},'else':{'items':{'$ref':'#'},'additionalProperties':{'$ref':'#'}},'type':['object','array']}")]
    public void A_schema_that_evaluates_parts_twice_at_every_level_does_not_take_exponential_time(string schema)
    {
        Contract contract = Contract.Load(schema.Replace('\'', '"'));
        string open = string.Concat(Enumerable.Repeat("[{\"a\":", 30));
        string close = string.Concat(Enumerable.Repeat("}]", 30));

        Assert.True(contract.IsValid(open + "[]" + close));
        Assert.Equal(contract.IsValid(open + "5" + close), contract.Validate(open + "5" + close).IsValid);
    }

    [Fact]
    public void Schemas_nested_too_deeply_cannot_be_loaded()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"not\":", 1_000_000)) + "true" + new string('}', 1_000_000);
        Assert.Throws<ContractLoadException>(() => Contract.Load(deep));
        Assert.Throws<ContractLoadException>(() => Contract.Load(new string('[', 1_000_000)));
    }

    [Fact]
    [Trait(LongRun.Trait, LongRun.Long)]
    public void A_schema_of_very_many_properties_loads_and_works()
    {
        int count = LongRun.Count(20_000, full: 100_000);
        string properties = string.Join(",", Enumerable.Range(0, count).Select(i => $"\"p{i}\":{{\"type\":\"integer\"}}"));
        string required = string.Join(",", Enumerable.Range(0, count).Select(i => $"\"p{i}\""));
        Contract contract = Contract.Load($"{{\"properties\":{{{properties}}},\"required\":[{required}]}}");
        string payload = "{" + string.Join(",", Enumerable.Range(0, count).Select(i => $"\"p{i}\":{i}")) + "}";

        Assert.True(contract.IsValid(payload));
        Assert.False(contract.IsValid("{}"));
        Assert.Equal((1000, true), (contract.Validate("{}").Findings.Count, contract.Validate("{}").IsTruncated));
    }

    [Theory]
    [InlineData("", 1, 1, "")]
    [InlineData("{", 1, 2, "")]
    [InlineData("{\n  'type': 'strin'\n}", 2, 11, "/type")]
    [InlineData("{'properties': {'a': 5}}", 1, 22, "/properties/a")]
    [InlineData("{\n\t'items': {'minLength': -1}\n}", 2, 25, "/items/minLength")]
    [InlineData("{'pattern': '('}", 1, 13, "/pattern")]
    [InlineData("{'$ref': '#/nowhere'}", 1, 10, "/$ref")]
    [InlineData("{'$ref': 'http://example.test/unknown'}", 1, 10, "/$ref")]
    [InlineData("{'$schema': 'http://example.test/dialect'}", 1, 13, "/$schema")]
    [InlineData("{'$defs': {'unused': {'required': 'a'}}}", 1, 35, "/$defs/unused/required")]
    [InlineData("{'enum': 1}", 1, 10, "/enum")]
    [InlineData("{'multipleOf': 0}", 1, 16, "/multipleOf")]
    [InlineData("{'$schema': 'http://json-schema.org/draft-04/schema#', 'exclusiveMinimum': 5, 'minimum': 1}", 1, 76, "/exclusiveMinimum")]
    [InlineData("5", 1, 1, "")]
    public void An_invalid_schema_is_rejected_at_its_location(string schema, int line, int column, string pointer)
    {
        ContractLoadException exception = Assert.Throws<ContractLoadException>(() => Contract.Load(schema.Replace('\'', '"')));
        Assert.Equal((line, column, pointer), (exception.Line, exception.Column, exception.Pointer));
        Assert.NotEmpty(exception.Reason);
    }
}
