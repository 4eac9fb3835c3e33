using Xunit;

namespace PatContracts.Schema.Tests.Comparison;

public sealed class ContractComparisonTests
{
    private static string[] Compare(string old, string @new, ContractLoadOptions? oldOptions = null) =>
        [.. ContractComparison.Compare(Contract.Load(old, oldOptions), Contract.Load(@new)).Select(change => change.ToString())];

    [Theory]
    [InlineData("""{"type":"object"}""", """{"type":"object","properties":{"a":{}}}""", "/a: safe: a new optional property")]
    [InlineData("""{"type":"object"}""", """{"type":"object","properties":{"a":{}},"required":["a"]}""", "/a: breaks writers: a new required property")]
    [InlineData("""{"additionalProperties":false}""", """{"additionalProperties":false,"properties":{"a":{}}}""", "/a: breaks readers: a new optional property")]
    [InlineData("""{"properties":{"a":{}}}""", "{}", "/a: breaks readers: the optional property was removed")]
    [InlineData("""{"properties":{"a":{}},"required":["a"],"additionalProperties":false}""", """{"additionalProperties":false}""", "/a: breaks readers and writers: the required property was removed")]
    [InlineData("""{"properties":{"a":{}}}""", """{"properties":{"a":{}},"required":["a"]}""", "/a: breaks writers: the property is now required")]
    [InlineData("""{"properties":{"a":{}},"required":["a"]}""", """{"properties":{"a":{}}}""", "/a: breaks readers: the property is no longer required")]
    [InlineData("""{"required":["x"]}""", "{}", "/x: breaks readers: the property is no longer required")]
    [InlineData("""{"type":"string"}""", """{"type":["string","null"]}""", "(payload): breaks readers: null is now allowed")]
    [InlineData("""{"type":["string","null"]}""", """{"type":"string"}""", "(payload): breaks writers: null is no longer allowed")]
    [InlineData("""{"type":"integer"}""", """{"type":"number"}""", "(payload): breaks readers: the type was integer and is number")]
    [InlineData("""{"type":"string"}""", """{"type":"array"}""", "(payload): breaks readers and writers: the type was string and is array")]
    [InlineData("""{"items":{"type":"string"}}""", """{"items":{"type":["string","boolean"]}}""", "/*: breaks readers: the type was string and is boolean or string")]
    [InlineData("""{"items":{"type":"string"}}""", "{}", "/*: breaks readers: elements are no longer limited")]
    [InlineData("{}", """{"items":{"type":"string"}}""", "/*: breaks writers: elements are now limited")]
    [InlineData("""{"enum":["a"]}""", """{"enum":["a","b"]}""", "(payload): breaks readers: new allowed values: \"b\"")]
    [InlineData("""{"enum":["a","b"]}""", """{"enum":["b"]}""", "(payload): breaks writers: values no longer allowed: \"a\"")]
    [InlineData("""{"type":"string"}""", """{"type":"string","enum":["a"]}""", "(payload): breaks writers: the values are now limited to \"a\"")]
    [InlineData("""{"type":"string","const":"a"}""", """{"type":"string"}""", "(payload): breaks readers: the values are no longer limited to \"a\"")]
    [InlineData("""{"type":"string"}""", """{"type":"string","format":"date-time"}""", "(payload): breaks writers: the format is now date-time")]
    [InlineData("""{"type":"string","format":"date-time"}""", """{"type":"string","format":"date"}""", "(payload): breaks readers and writers: the format was date-time and is date")]
    [InlineData("""{"type":"integer","format":"int32"}""", """{"type":"integer","format":"int64"}""", "(payload): breaks readers: the format was int32 and is int64")]
    [InlineData("""{"type":"integer","format":"int64"}""", """{"type":"integer","format":"int32"}""", "(payload): breaks writers: the format was int64 and is int32")]
    [InlineData("""{"minimum":1}""", """{"minimum":2}""", "(payload): breaks writers: minimum was 1 and is 2")]
    [InlineData("""{"maximum":1}""", """{"maximum":2}""", "(payload): breaks readers: maximum was 1 and is 2")]
    [InlineData("""{"exclusiveMinimum":1}""", "{}", "(payload): breaks readers: exclusiveMinimum was removed; it was 1")]
    [InlineData("""{"minimum":3}""", """{"exclusiveMinimum":3}""", "(payload): breaks writers: minimum was 3, and now exclusiveMinimum is 3")]
    [InlineData("""{"exclusiveMaximum":3}""", """{"maximum":3}""", "(payload): breaks readers: exclusiveMaximum was 3, and now maximum is 3")]
    [InlineData("""{"exclusiveMaximum":3}""", """{"maximum":2}""", "(payload): breaks writers: exclusiveMaximum was 3, and now maximum is 2")]
    [InlineData("""{"minimum":1,"exclusiveMinimum":5}""", """{"minimum":2,"exclusiveMinimum":6}""", "(payload): breaks writers: exclusiveMinimum was 5 and is 6")]
    [InlineData("{}", """{"additionalProperties":{"minLength":3}}""", "/*: breaks writers: undeclared properties are now limited")]
    [InlineData("{}", """{"items":{"not":{"type":"null"}}}""", "/*: breaks writers: elements are now limited")]
    [InlineData("{}", """{"not":{"required":["a"]}}""", "(payload): breaks writers: the condition not was added")]
    [InlineData("""{"not":{"required":["a"]}}""", "{}", "(payload): breaks readers: the condition not was removed")]
    [InlineData("""{"not":{"required":["a"]}}""", """{"not":{"required":["b"]}}""", "(payload): breaks readers and writers: the condition not changed")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]}}""", """{"if":{"required":["a"]},"then":{"required":["c"]}}""", "(payload): breaks readers and writers: the condition if changed")]
    [InlineData("""{"properties":{"x":{"if":{"minimum":1},"else":false}}}""", """{"properties":{"x":{}}}""", "/x: breaks readers: the condition if was removed")]
    [InlineData("""{"dependentSchemas":{"a":{"required":["b"]}}}""", """{"dependentSchemas":{"a":{"required":["c"]}}}""", "(payload): breaks readers and writers: the condition dependentSchemas changed")]
    [InlineData("{}", """{"dependentRequired":{"a":["b"]}}""", "(payload): breaks writers: the condition dependentRequired was added")]
    [InlineData("""{"patternProperties":{"^x":{"type":"string"}}}""", """{"patternProperties":{"^x":{"type":"integer"}}}""", "(payload): breaks readers and writers: the condition patternProperties changed")]
    [InlineData("""{"additionalProperties":false}""", """{"additionalProperties":false,"patternProperties":{"^x":{}}}""", "(payload): breaks readers and writers: the condition patternProperties was added")]
    [InlineData("""{"propertyNames":{"maxLength":3}}""", """{"propertyNames":{"maxLength":4}}""", "(payload): breaks readers and writers: the condition propertyNames changed")]
    [InlineData("""{"prefixItems":[{"type":"string"}]}""", """{"prefixItems":[{"type":"integer"}]}""", "(payload): breaks readers and writers: the condition prefixItems changed")]
    [InlineData("""{"contains":{"type":"string"}}""", """{"contains":{"type":"string"},"minContains":2}""", "(payload): breaks readers and writers: the condition contains changed")]
    [InlineData("""{"not":{"$ref":"#/$defs/n"},"$defs":{"n":{"type":"string"}}}""", """{"not":{"$ref":"#/$defs/n"},"$defs":{"n":{"type":"array"}}}""", "(payload): breaks readers and writers: the condition not changed")]
    [InlineData("{}", """{"maxLength":5}""", "(payload): breaks writers: maxLength is now 5")]
    [InlineData("{}", """{"minItems":1}""", "(payload): breaks writers: minItems is now 1")]
    [InlineData("""{"pattern":"^a"}""", """{"pattern":"^b"}""", "(payload): breaks readers and writers: pattern was \"^a\" and is \"^b\"")]
    [InlineData("{}", """{"uniqueItems":true}""", "(payload): breaks writers: uniqueItems is now 1")]
    [InlineData("""{"default":1}""", """{"default":2}""", "(payload): breaks readers: the default was 1 and is 2")]
    [InlineData("{}", """{"default":2}""", "(payload): safe: the default is now 2")]
    [InlineData("{}", """{"additionalProperties":false}""", "(payload): breaks writers: undeclared properties are now forbidden")]
    [InlineData("""{"additionalProperties":false}""", "{}", "(payload): breaks readers: undeclared properties are now allowed")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"additionalProperties":{"type":"integer"}}""", "/*: breaks readers and writers: the type was string and is integer")]
    [InlineData("""{"properties":{"a/b~c":{"type":"string"}}}""", """{"properties":{"a/b~c":{"type":"string","minLength":1}}}""", "/a~1b~0c: breaks writers: minLength is now 1")]
    [InlineData("""{"enum":[{"a":1}]}""", "{\"enum\":[ {\n \"a\": 1\n }, {\n \"b \\\" \": [ 1, 2 ]\n } ]}", "(payload): breaks readers: new allowed values: {\"b \\\" \":[1,2]}")]
    [InlineData("""{"default":[1,2]}""", """{"default":[ 2, 1 ]}""", "(payload): breaks readers: the default was [1,2] and is [2,1]")]
    [InlineData("""{"minimum":1e400}""", """{"minimum":1e500}""", "(payload): breaks writers: minimum was 1e400 and is 1e500")]
    [InlineData("""{"maximum":1e-400}""", """{"maximum":1e-500}""", "(payload): breaks writers: maximum was 1e-400 and is 1e-500")]
    public void A_change_is_reported_with_its_impact(string old, string @new, string change) => Assert.Equal([change], Compare(old, @new));

    [Theory]
    [InlineData("""{"minimum":10}""", """{"minimum":1e1}""")]
    [InlineData("{}", """{"minLength":0,"uniqueItems":false,"description":"new words"}""")]
    [InlineData("""{"type":["string","null"]}""", """{"anyOf":[{"type":"null"},{"type":"string"}]}""")]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"properties":{"a":{"$ref":"#/$defs/a"}},"$defs":{"a":{"type":"string"}}}""")]
    [InlineData("""{"properties":{"a":{},"b":{}},"required":["a","b"]}""", """{"allOf":[{"properties":{"b":{}}},{"properties":{"a":{}},"required":["b"]}],"required":["a"]}""")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"integer"}]}""", """{"oneOf":[{"type":"integer"},{"type":"string"}]}""")]
    [InlineData("""{"minimum":3,"exclusiveMinimum":1}""", """{"minimum":3}""")]
    [InlineData("""{"not":{"required":["a","b"]}}""", """{"not":{"description":"never both","$ref":"#/$defs/n"},"$defs":{"n":{"required":["b","a"]}}}""")]
    [InlineData("""{"if":{"minimum":1},"then":{"maximum":9}}""", """{"allOf":[{"if":{"minimum":1.0},"then":{"maximum":9}}]}""")]
    [InlineData("""{"dependentRequired":{"a":["b","c"]}}""", """{"dependentRequired":{"a":["c","b"]}}""")]
    [InlineData("""{"then":{"required":["a"]}}""", "{}")]
    [InlineData("""{"enum":[{"a":1,"b":[true,"c d"]},"\u0061",1]}""", """{"enum":[ 1.0, "a", { "b": [ true, "c d" ], "a": 1e0 } ]}""")]
    [InlineData("""{"const":{"a":1}}""", """{"const":{ "a": 1 }}""")]
    [InlineData("""{"default":{"a":[1,2]}}""", "{\"default\":{\n  \"a\": [\n    1,\n    2.0\n  ]\n}}")]
    [InlineData("""{"multipleOf":0.1}""", """{"multipleOf":0.10}""")]
    [InlineData("""{"pattern":"^a/"}""", """{"pattern":"^a\/"}""")]
    [InlineData("""{"minLength":0.0}""", "{}")]
    [InlineData("""{"contains":{},"minContains":2}""", """{"contains":{},"minContains":2.0}""")]
    [InlineData("""{"minimum":123456789012345678901234567890}""", """{"minimum":123456789012345678901234567890.0}""")]
    public void An_equivalent_form_is_not_a_change(string old, string @new) => Assert.Empty(Compare(old, @new));

    [Fact]
    public void Schemas_of_different_dialects_are_compared_by_meaning() => Assert.Empty(Compare(
        """{"type":"object","properties":{"a":{"type":"string","nullable":true}}}""",
        """{"type":"object","properties":{"a":{"type":["string","null"]}}}""",
        new ContractLoadOptions { Dialect = Dialect.OpenApi30 }));

    [Theory]
    [InlineData("""{"minimum":3,"exclusiveMinimum":true,"maximum":9,"exclusiveMaximum":false}""", Dialect.Draft4, """{"exclusiveMinimum":3,"maximum":9}""")]
    [InlineData("""{"minimum":3,"exclusiveMinimum":true}""", Dialect.OpenApi30, """{"exclusiveMinimum":3.0}""")]
    [InlineData("""{"dependencies":{"a":["b"],"c":{"required":["d"]}}}""", Dialect.Draft7, """{"dependentRequired":{"a":["b"]},"dependentSchemas":{"c":{"required":["d"]}}}""")]
    [InlineData("""{"items":[{"type":"string"}]}""", Dialect.Draft7, """{"prefixItems":[{"type":"string"}]}""")]
    [InlineData("""{"if":{"required":["a"]},"then":false}""", Dialect.Draft4, "{}")]
    public void Keywords_are_compared_by_their_meaning_in_the_dialect(string old, Dialect dialect, string @new) =>
        Assert.Empty(Compare(old, @new, new ContractLoadOptions { Dialect = dialect, CheckMetaschema = false }));

    [Fact]
    public void Added_and_removed_alternatives_are_counted()
    {
        const string Two = """{"oneOf":[{"type":"string"},{"type":"integer"}]}""";
        const string Three = """{"oneOf":[{"type":"string"},{"type":"integer"},{"type":"boolean"}]}""";
        Assert.Contains("(payload): breaks readers: new alternatives: 1", Compare(Two, Three));
        Assert.Contains("(payload): breaks writers: removed alternatives: 1", Compare(Three, Two));
    }

    [Fact]
    public void A_changed_alternative_is_compared_with_its_old_form() => Assert.Equal(
        ["/a: breaks writers: the property is now required"],
        Compare(
            """{"oneOf":[{"type":"string"},{"type":"object","properties":{"a":{}}}]}""",
            """{"oneOf":[{"type":"string"},{"type":"object","properties":{"a":{}},"required":["a"]}]}"""));

    [Fact]
    public void Comparing_recursive_contracts_ends()
    {
        const string Tree = """{"type":"object","properties":{"next":{"$ref":"#"},"all":{"type":"array","items":{"$ref":"#"}}}}""";
        Assert.Empty(Compare(Tree, Tree));
        Assert.Equal(["/x: breaks writers: the property is now required"], Compare(Tree, Tree[..^1] + ""","required":["x"]}"""));
    }

    [Fact]
    public void A_shared_definition_is_compared_at_every_location_that_uses_it()
    {
        const string Old = """{"properties":{"a":{"$ref":"#/$defs/d"},"b":{"$ref":"#/$defs/d"}},"$defs":{"d":{"properties":{"x":{"type":"string"}}}}}""";
        string[] changes = Compare(Old, Old.Replace("\"string\"", "\"boolean\"", StringComparison.Ordinal));
        Assert.Equal(
            ["/a/x: breaks readers and writers: the type was string and is boolean", "/b/x: breaks readers and writers: the type was string and is boolean"],
            changes);
    }
}
