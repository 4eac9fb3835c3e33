using PatContracts.Schema.Tests.Findings;
using Xunit;

namespace PatContracts.Schema.Tests.Documents;

/// <summary>Schemas that no payload reaches are checked by the same rules as others.</summary>
public sealed class UnreachableSchemaTests
{
    private static readonly Dialect[] Drafts = [Dialect.Draft4, Dialect.Draft6, Dialect.Draft7, Dialect.Draft201909, Dialect.Draft202012];

    [Theory]
    [InlineData("{'type': «'strin'»}", "/type")]
    [InlineData("{'required': «'a'»}", "/required")]
    [InlineData("{'required': ['a', «1»]}", "/required/1")]
    [InlineData("{'minLength': «-1»}", "/minLength")]
    [InlineData("{'pattern': «'('»}", "/pattern")]
    [InlineData("{'patternProperties': {'(': «{}»}}", "/patternProperties/(")]
    [InlineData("{'$ref': «'#/nowhere'»}", "/$ref")]
    [InlineData("{'$ref': «'http://example.test/unknown'»}", "/$ref")]
    [InlineData("{'$ref': «'#/$defs/broken/title'», 'title': 'x'}", "/$ref")]
    [InlineData("{'$ref': «5»}", "/$ref")]
    [InlineData("{'$ref': '#', 'minLength': «-1»}", "/minLength")]
    [InlineData("{'$ref': '#', 'minContains': «'x'»}", "/minContains")]
    [InlineData("{'$ref': '#', '$defs': {'x': «5»}}", "/$defs/x")]
    [InlineData("{'$dynamicRef': «'#nowhere'»}", "/$dynamicRef")]
    [InlineData("{'$id': «5»}", "/$id")]
    [InlineData("{'$anchor': «5»}", "/$anchor")]
    [InlineData("{'$dynamicAnchor': «5»}", "/$dynamicAnchor")]
    [InlineData("{'$schema': «5»}", "/$schema")]
    [InlineData("{'$id': 'urn:x', '$schema': «'urn:unknown'»}", "/$schema")]
    [InlineData("{'then': «5»}", "/then")]
    [InlineData("{'else': «5»}", "/else")]
    [InlineData("{'contentSchema': «5»}", "/contentSchema")]
    [InlineData("{'not': «5»}", "/not")]
    [InlineData("{'allOf': «[»]}", "/allOf")]
    [InlineData("{'anyOf': [{}, «5»]}", "/anyOf/1")]
    [InlineData("{'items': «[»{}]}", "/items")]
    [InlineData("{'additionalProperties': «5»}", "/additionalProperties")]
    [InlineData("{'properties': {'a': «5»}}", "/properties/a")]
    [InlineData("{'dependentRequired': {'a': «5»}}", "/dependentRequired/a")]
    [InlineData("{'definitions': {'a': «5»}}", "/definitions/a")]
    [InlineData("{'definitions': {'a': {'type': «5»}}}", "/definitions/a/type")]
    [InlineData("{'$defs': {'a': {'properties': {'b': {'items': {'maximum': «'5'»}}}}}}", "/$defs/a/properties/b/items/maximum")]
    [InlineData("{'then': {'minimum': «true»}}", "/then/minimum")]
    [InlineData("{'contentSchema': {'minimum': «true»}}", "/contentSchema/minimum")]
    [InlineData("{'minLength': 1, 'minLength': «2»}", "/minLength")]
    [InlineData("«{»'allOf': [{'$ref': '#/$defs/broken'}]}", "")]
    [InlineData("{'$ref': «'#/$defs/broken'»}", "/$ref")]
    public void An_invalid_keyword_value_in_an_unused_definition_is_rejected_with_and_without_the_metaschema(string definition, string pointer)
    {
        Marked marked = Marked.Parse("{'type': 'object',\n '$defs': {'fine': {}, 'broken': " + definition + "}}");
        foreach (bool check in (bool[])[true, false])
        {
            ContractLoadException exception = Assert.Throws<ContractLoadException>(
                () => Contract.Load(marked.Utf8, new ContractLoadOptions { CheckMetaschema = check }));
            Assert.Equal(
                ("/$defs/broken" + pointer, marked.Offset, marked.Line, marked.Column),
                (exception.Pointer, exception.Offset, exception.Line, exception.Column));
        }
    }

    [Theory]
    [InlineData(Dialect.Draft4, "{'exclusiveMinimum': 5}")]
    [InlineData(Dialect.Draft4, "{'exclusiveMaximum': 5}")]
    [InlineData(Dialect.Draft4, "{'additionalItems': 5}")]
    [InlineData(Dialect.Draft4, "{'items': true}")]
    [InlineData(Dialect.Draft4, "{'id': 5}")]
    [InlineData(Dialect.OpenApi30, "{'exclusiveMinimum': 5}")]
    [InlineData(Dialect.OpenApi30, "{'nullable': 'yes'}")]
    [InlineData(Dialect.OpenApi30, "{'additionalProperties': 5}")]
    [InlineData(Dialect.Draft7, "{'additionalItems': 5}")]
    [InlineData(Dialect.Draft7, "{'dependencies': {'a': 5}}")]
    [InlineData(Dialect.Draft7, "{'$ref': '#', 'definitions': {'a': {'type': 5}}}")]
    [InlineData(Dialect.Draft201909, "{'$recursiveAnchor': 'yes'}")]
    [InlineData(Dialect.Draft201909, "{'unevaluatedItems': 5}")]
    public void Each_dialect_checks_its_own_keywords(Dialect dialect, string definition)
    {
        string schema = ("{'items': {}, 'not': {'properties': {'unused': " + definition + "}}}").Replace('\'', '"');
        var options = new ContractLoadOptions { Dialect = dialect, CheckMetaschema = false };
        ContractLoadException exception = Assert.Throws<ContractLoadException>(() => Contract.Load(schema, options));
        Assert.StartsWith("/not/properties/unused/", exception.Pointer, StringComparison.Ordinal);
    }

    [Fact]
    public void Booleans_allowed_by_old_dialects_are_not_an_error_if_no_schema_applies_them()
    {
        foreach (Dialect dialect in Drafts.Append(Dialect.OpenApi30))
        {
            Contract.Load("""{"additionalItems":true,"additionalProperties":false,"minimum":1}""", new ContractLoadOptions { Dialect = dialect, CheckMetaschema = false });
        }
    }

    // A sibling of $ref that the dialect ignores is not a schema; definitions in it can still be referred to.
    [Fact]
    public void Siblings_of_a_reference_that_old_drafts_ignore_are_not_checked()
    {
        var options = new ContractLoadOptions { Dialect = Dialect.Draft7, CheckMetaschema = false };
        Contract.Load("""{"definitions":{"a":{"$ref":"#/definitions/b","type":5,"properties":{"x":{"type":5}},"$id":7},"b":{}}}""", options);
    }

    [Fact]
    public void A_value_that_is_not_in_a_keyword_is_not_checked_until_it_is_referred_to()
    {
        foreach (Dialect dialect in Drafts)
        {
            var options = new ContractLoadOptions { Dialect = dialect };
            const string Junk = """{"type":5,"$ref":"#/nowhere","properties":7}""";
            const string Schema = """{"x-extension":{"items":JUNK},"enum":[JUNK],"default":JUNK,"properties":{"$ref":{"type":"string"}}}""";
            Contract.Load(Schema.Replace("JUNK", Junk, StringComparison.Ordinal), options);
            ContractLoadException exception = Assert.Throws<ContractLoadException>(
                () => Contract.Load("""{"x":{"y":{"type":5}},"properties":{"a":{"$ref":"#/x/y"}}}""", options));
            Assert.Equal("/x/y/type", exception.Pointer);
        }
    }

    [Fact]
    public void A_target_that_only_an_unused_schema_refers_to_is_checked_as_well()
    {
        ContractLoadException exception = Assert.Throws<ContractLoadException>(
            () => Contract.Load("""{"x":{"y":{"properties":{"z":{"type":5}}}},"$defs":{"a":{"$ref":"#/x/y"}}}"""));
        Assert.Equal("/x/y/properties/z/type", exception.Pointer);
    }

    [Fact]
    public void Only_referenced_parts_of_a_registered_document_are_checked()
    {
        var registry = new SchemaRegistry();
        registry.Add(new Uri("http://h/library.json"), """{"$defs":{"used":{"type":"integer"},"unused":{"$ref":"http://h/not-registered.json"}}}"""u8);
        var options = new ContractLoadOptions { Registry = registry };

        Assert.True(Contract.Load("""{"$ref":"http://h/library.json#/$defs/used"}""", options).IsValid("1"));
        ContractLoadException exception = Assert.Throws<ContractLoadException>(() => Contract.Load("""{"$ref":"http://h/library.json#/$defs/unused"}""", options));
        Assert.Equal(("http://h/library.json", "/$defs/unused/$ref"), (exception.Document, exception.Pointer));
    }

    [Fact]
    public void Unused_schemas_do_not_change_results()
    {
        Contract contract = Contract.Load("""{"type":"integer","$defs":{"never":false,"tree":{"properties":{"child":{"$ref":"#/$defs/tree"}}}}}""");
        Assert.True(contract.IsValid("1"));
        Assert.False(contract.IsValid("\"x\""));
    }
}
