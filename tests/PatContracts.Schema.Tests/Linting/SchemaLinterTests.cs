using Xunit;

namespace PatContracts.Schema.Tests.Linting;

public sealed class SchemaLinterTests
{
    [Theory]
    [InlineData("""{"requierd":["a"]}""", "lint/unknown-keyword 1:2 /requierd The keyword \"requierd\" is not known and is ignored. Did you mean required?")]
    [InlineData("""{"properties":{"requierd":{"maxLenght":1}}}""", "lint/unknown-keyword 1:28 /properties/requierd/maxLenght The keyword \"maxLenght\" is not known and is ignored. Did you mean maxLength?")]
    [InlineData("""{"nullable":true}""", "lint/unknown-keyword 1:2 /nullable The keyword \"nullable\" does not belong to JSON Schema 2020-12 and is ignored")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","dependentRequired":{}}""", "lint/unknown-keyword 1:54 /dependentRequired The keyword \"dependentRequired\" does not belong to draft-07 and is ignored")]
    [InlineData("""{"type":"object","anyOf":[{"type":"string"},{"minProperties":1}]}""", "lint/unreachable-branch 1:27 /anyOf/0 No value matches this alternative: it requires a string, but the enclosing schema requires an object")]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":1.0}]}""", "lint/unreachable-branch 1:25 /oneOf/1 No value matches exactly one: this alternative is the same as oneOf/0")]
    [InlineData("""{"anyOf":[true,false]}""", "lint/unreachable-branch 1:16 /anyOf/1 No value matches this alternative")]
    [InlineData("""{"then":{}}""", "lint/unreachable-branch 1:2 /then \"then\" has no effect without \"if\"")]
    [InlineData("""{"if":true,"then":{},"else":{}}""", "lint/unreachable-branch 1:22 /else \"else\" never applies, because \"if\" is true")]
    [InlineData("""{"required":["idd"],"properties":{"id":{}},"additionalProperties":false}""", "lint/undeclared-required 1:14 /required/0 The property \"idd\" is required, and \"additionalProperties\": false does not allow it. Did you mean id?")]
    [InlineData("""{"type":"integer","default":"1"}""", "lint/invalid-example 1:29 /default The default value violates its schema: Expected an integer, found a string")]
    [InlineData("""{"properties":{"a":{"type":"string"}},"examples":[{"a":"x"},{"a":1}]}""", "lint/invalid-example 1:61 /examples/1 The example violates its schema: Expected a string, found a number (at /a in it)")]
    [InlineData("""{"$ref":"#/$defs/n","$defs":{"n":{"type":"null"}},"default":1}""", "lint/invalid-example 1:61 /default The default value violates its schema: Expected null, found a number")]
    [InlineData("""{"pattern":"[[:alpha:]]+"}""", "lint/pattern-syntax 1:12 /pattern In the regular expressions of JSON Schema (ECMA-262), \"[[:…:]]\" is not a POSIX class; use a class such as [a-z] or \\p{L}")]
    [InlineData("""{"pattern":"\\<a"}""", "lint/pattern-syntax 1:12 /pattern In the regular expressions of JSON Schema (ECMA-262), \"\\<\" is the character < and not the start of a word; use \\b")]
    [InlineData("""{"patternProperties":{"a++":{}}}""", "lint/pattern-syntax 1:23 /patternProperties/a++ In the regular expressions of JSON Schema (ECMA-262), \"++\" is not a possessive quantifier; use +")]
    [InlineData("""{"type":"text"}""", "lint/invalid-schema 1:9 /type Expected the name of a type: null, boolean, integer, number, string, array or object")]
    [InlineData("""{"$ref":"#/$defs/x"}""", "lint/invalid-schema 1:9 /$ref *")]
    [InlineData("""{"type" "string"}""", "lint/invalid-schema 1:9  Expected ':' *")]
    public void A_mistake_is_found_at_its_location(string schema, string expected)
    {
        Finding finding = Assert.Single(SchemaLinter.Lint(System.Text.Encoding.UTF8.GetBytes(schema)));
        string found = $"{finding.Rule} {finding.Line}:{finding.Column} {finding.InstancePointer} {finding.Message}";
        if (expected.EndsWith('*')) Assert.StartsWith(expected.TrimEnd('*'), found, StringComparison.Ordinal);
        else Assert.Equal(expected, found);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("""{"title":"t","description":"d","$comment":"c","x-own":1,"deprecated":true,"readOnly":true,"contentEncoding":"base64","examples":[1],"default":1}""")]
    [InlineData("""{"type":["object","null"],"anyOf":[{"type":"null"},{"required":["a"]}]}""")]
    [InlineData("""{"type":"number","anyOf":[{"type":"integer"},{"minimum":1}]}""")]
    [InlineData("""{"required":["a"],"properties":{"a":{}},"additionalProperties":false}""")]
    [InlineData("""{"required":["a"],"patternProperties":{"^a":{}},"additionalProperties":false}""")]
    [InlineData("""{"required":["a"],"additionalProperties":{"type":"string"}}""")]
    [InlineData("""{"const":{"requierd":1},"enum":[{"requierd":1}],"default":{"requierd":1}}""")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""")]
    [InlineData("""{"pattern":"^[A-Z+*?]+\\d{2,}(?:a|b)+?[\\]\\[:]$"}""")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#/definitions/a","definitions":{"a":{}},"unknownNextToRef":1}""")]
    public void Correct_schemas_have_no_findings(string schema) => Assert.Empty(SchemaLinter.Lint(System.Text.Encoding.UTF8.GetBytes(schema)));

    [Fact]
    public void All_mistakes_are_reported_in_document_order_even_if_the_schema_cannot_be_loaded()
    {
        IReadOnlyList<Finding> findings = SchemaLinter.Lint("""
            {"properties":{"a":{"pattern":"\\A1"},"b":{"pattern":"a\\Z","defualt":1}},"minimun":1}
            """u8);

        Assert.Equal(["lint/pattern-syntax", "lint/pattern-syntax", "lint/unknown-keyword", "lint/unknown-keyword"], findings.Select(finding => finding.Rule));
    }
}
