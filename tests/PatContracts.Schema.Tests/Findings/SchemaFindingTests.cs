using Xunit;

namespace PatContracts.Schema.Tests.Findings;

/// <summary>The location and the pointers of the findings of each keyword.</summary>
public sealed class SchemaFindingTests
{
    [Theory]
    [InlineData("{'type':'string'}", "«1.50»", "schema/type", "", "/type")]
    [InlineData("{'type':['string','null']}", "[]", "schema/type", "", "/type", 0, 1)]
    [InlineData("{'items':{'type':'integer'}}", "[1, «'x'», 3]", "schema/type", "/1", "/items/type")]
    [InlineData("{'enum':['a','b']}", "«'c'»", "schema/enum", "", "/enum")]
    [InlineData("{'properties':{'k':{'const':{'a':1}}}}", "{'k': «{»'a': 2}}", "schema/const", "/k", "/properties/k/const")]
    [InlineData("{'minimum':3}", "«2»", "schema/minimum", "", "/minimum")]
    [InlineData("{'maximum':3}", "«4e0»", "schema/maximum", "", "/maximum")]
    [InlineData("{'exclusiveMinimum':3}", " «3» ", "schema/exclusiveMinimum", "", "/exclusiveMinimum")]
    [InlineData("{'exclusiveMaximum':3}", "«3.0»", "schema/exclusiveMaximum", "", "/exclusiveMaximum")]
    [InlineData("{'multipleOf':2}", "«3»", "schema/multipleOf", "", "/multipleOf")]
    [InlineData("{'minLength':3}", "«'äb'»", "schema/minLength", "", "/minLength")]
    [InlineData("{'maxLength':1}", "«'\\u0061b'»", "schema/maxLength", "", "/maxLength")]
    [InlineData("{'pattern':'^a'}", "«'b'»", "schema/pattern", "", "/pattern")]
    [InlineData("{'format':'date-time'}", "«'yesterday'»", "schema/format", "", "/format")]
    [InlineData("{'format':'int32'}", "«2147483648»", "schema/format", "", "/format")]
    [InlineData("{'required':['a']}", "«{»'b': 1}", "schema/required", "", "/required")]
    [InlineData("{'properties':{'o':{'required':['a']}}}", "{'o': «{»}}", "schema/required", "/o", "/properties/o/required")]
    [InlineData("{'minProperties':1}", "«{»}", "schema/minProperties", "", "/minProperties")]
    [InlineData("{'maxProperties':1}", "«{»'a':1,'b':2}", "schema/maxProperties", "", "/maxProperties")]
    [InlineData("{'properties':{'a':{}},'additionalProperties':false}", "{'a':1, «'b'»: 2}", "schema/additionalProperties", "/b", "/additionalProperties")]
    [InlineData("{'additionalProperties':{'type':'null'}}", "{'x/y~z': «1»}", "schema/type", "/x~1y~0z", "/additionalProperties/type")]
    [InlineData("{'patternProperties':{'^a/':{'type':'null'}}}", "{'a/b': «1»}", "schema/type", "/a~1b", "/patternProperties/^a~1/type")]
    [InlineData("{'propertyNames':{'maxLength':2}}", "{'ab':1, «'abc'»: 2}", "schema/maxLength", "/abc", "/propertyNames/maxLength")]
    [InlineData("{'dependentRequired':{'a':['b']}}", "«{»'a': 1}", "schema/dependentRequired", "", "/dependentRequired")]
    [InlineData("{'dependentSchemas':{'a':{'required':['b']}}}", "«{»'a': 1}", "schema/required", "", "/dependentSchemas/a/required")]
    [InlineData("{'dependencies':{'a':['b']}}", "«{»'a': 1}", "schema/dependencies", "", "/dependencies")]
    [InlineData("{'prefixItems':[{},{'type':'null'}]}", "[0,«0»,0]", "schema/type", "/1", "/prefixItems/1/type")]
    [InlineData("{'prefixItems':[{}],'items':false}", "[0, «'x'»]", "schema/items", "/1", "/items")]
    [InlineData("{'prefixItems':[false]}", "[«[»]]", "schema/false", "/0", "/prefixItems/0")]
    [InlineData("{'minItems':1}", "«[»]", "schema/minItems", "", "/minItems")]
    [InlineData("{'maxItems':1}", "«[»1,2]", "schema/maxItems", "", "/maxItems")]
    [InlineData("{'uniqueItems':true}", "[1, 2, «1.0»]", "schema/uniqueItems", "/2", "/uniqueItems")]
    [InlineData("{'contains':{'const':1}}", "«[»2]", "schema/contains", "", "/contains")]
    [InlineData("{'contains':{'const':1},'minContains':2}", "«[»1,2]", "schema/minContains", "", "/minContains")]
    [InlineData("{'contains':{'const':1},'maxContains':1}", "«[»1,1]", "schema/maxContains", "", "/maxContains")]
    [InlineData("{'allOf':[{},{'type':'null'}]}", "«1»", "schema/type", "", "/allOf/1/type")]
    [InlineData("{'anyOf':[{'type':'null'},{'minimum':2}]}", "«1»", "schema/anyOf", "", "/anyOf")]
    [InlineData("{'oneOf':[{'type':'null'},{'minimum':2}]}", "«1»", "schema/oneOf", "", "/oneOf")]
    [InlineData("{'oneOf':[{'maximum':3},{'minimum':2}]}", "«2»", "schema/oneOf", "", "/oneOf")]
    [InlineData("{'not':{'type':'integer'}}", "«1»", "schema/not", "", "/not")]
    [InlineData("{'if':{'minimum':5},'then':{'multipleOf':2}}", "«7»", "schema/multipleOf", "", "/then/multipleOf")]
    [InlineData("{'if':{'minimum':5},'else':{'multipleOf':2}}", "«3»", "schema/multipleOf", "", "/else/multipleOf")]
    [InlineData("{'$ref':'#/$defs/n','$defs':{'n':{'minimum':5}}}", "«3»", "schema/minimum", "", "/$defs/n/minimum")]
    [InlineData("{'properties':{'a':{}},'unevaluatedProperties':false}", "{'a':0,«'b'»:1}", "schema/unevaluatedProperties", "/b", "/unevaluatedProperties")]
    [InlineData("{'prefixItems':[{}],'unevaluatedItems':false}", "[0,«1»]", "schema/unevaluatedItems", "/1", "/unevaluatedItems")]
    [InlineData("false", "«{»'a': 1}", "schema/false", "", "")]
    public void A_violated_keyword_is_reported_at_its_location(
        string schema, string payload, string rule, string instancePointer, string schemaPointer, int offset = -1, int length = -1)
    {
        Contract contract = Contract.Load(schema.Replace('\'', '"'));
        Marked marked = Marked.Parse(payload);

        Finding finding = Assert.Single(contract.Validate(marked.Utf8).Findings);

        Assert.Equal(rule, finding.Rule);
        Assert.Equal(FindingSeverity.Error, finding.Severity);
        Assert.Equal(instancePointer, finding.InstancePointer);
        Assert.Equal(schemaPointer, finding.SchemaPointer);
        if (offset < 0)
        {
            (offset, length) = (marked.Offset, marked.Length);
            Assert.Equal((marked.Line, marked.Column), (finding.Line, finding.Column));
        }

        Assert.Equal((offset, length), (finding.Offset, finding.Length));
        Assert.False(contract.IsValid(marked.Utf8));
    }

    [Theory]
    [InlineData("""{"required":["a","b\"c"]}""", """{"a":1}""", "b\"c")]
    [InlineData("""{"dependentRequired":{"a":["d"]}}""", """{"a":1}""", "d")]
    [InlineData("""{"properties":{"a":{"required":["e"]}}}""", """{"a":{}}""", "e")]
    [InlineData("""{"required":["a"]}""", "7", null)]
    [InlineData("""{"type":"object"}""", "7", null)]
    public void A_missing_member_is_named(string schema, string json, string? expected) =>
        Assert.Equal(expected, Contract.Load(schema).Validate(json).Findings.SingleOrDefault()?.MissingProperty);

    [Fact]
    public void Findings_are_in_document_order_with_one_for_each_missing_member()
    {
        Contract contract = Contract.Load("""
            {"type":"object","required":["a","b"],"properties":{"c":{"type":"integer"},"d":{"items":{"maxLength":1}}},"allOf":[{"required":["e"]}]}
            """);

        ContractValidationResult result = contract.Validate("""{"d": ["xx", "x", "yy"], "c": "1"}"""u8);

        Assert.Equal(
            ["schema/required", "schema/required", "schema/required", "schema/maxLength", "schema/maxLength", "schema/type"],
            result.Findings.Select(finding => finding.Rule));
        Assert.Equal(["", "", "", "/d/0", "/d/2", "/c"], result.Findings.Select(finding => finding.InstancePointer));
        Assert.Contains("\"a\"", result.Findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("\"b\"", result.Findings[1].Message, StringComparison.Ordinal);
        Assert.Equal("/allOf/0/required", result.Findings[2].SchemaPointer);
    }

    [Fact]
    public void Each_alternative_has_its_violations()
    {
        Contract contract = Contract.Load("""{"anyOf":[{"type":"string"},{"required":["kind"],"properties":{"n":{"type":"integer"}}}]}""");

        Finding finding = Assert.Single(contract.Validate("""{"n": true}"""u8).Findings);

        Assert.Equal(["schema/type", "schema/required", "schema/type"], finding.Causes.Select(cause => cause.Rule));
        Assert.Equal(["", "", "/n"], finding.Causes.Select(cause => cause.InstancePointer));
        Assert.Equal(["/anyOf/0/type", "/anyOf/1/required", "/anyOf/1/properties/n/type"], finding.Causes.Select(cause => cause.SchemaPointer));
    }

    [Theory]
    [InlineData("{'a': 1, «'a'»: 2}", "/a")]
    [InlineData("{'a': 1, «'\\u0061'»: 2}", "/a")]
    [InlineData("{'\\u0062': 1, 'a': 3, «'b'»: 2}", "/b")]
    [InlineData("{'known': 1, «'k\\u006eown'»: 2}", "/known")]
    [InlineData("[{'o': {'x': 1, «'x'»: 2}}]", "/0/o/x")]
    [InlineData("{'/~': 1, «'\\/~'»: 2}", "/~1~0")]
    public void A_duplicate_name_is_found_whether_escaped_or_not(string payload, string instancePointer)
    {
        Contract contract = Contract.Load("""{"properties":{"known":{}}}""");
        Marked marked = Marked.Parse(payload);

        Finding finding = Assert.Single(contract.Validate(marked.Utf8).Findings);

        Assert.Equal(("json/duplicate-name", instancePointer), (finding.Rule, finding.InstancePointer));
        Assert.Equal((marked.Offset, marked.Length, marked.Line, marked.Column), (finding.Offset, finding.Length, finding.Line, finding.Column));
        Assert.False(contract.IsValid(marked.Utf8));
    }

    [Theory]
    [InlineData(RuleSeverity.Off, true, 0)]
    [InlineData(RuleSeverity.Info, true, 1)]
    [InlineData(RuleSeverity.Warning, true, 1)]
    [InlineData(RuleSeverity.Error, false, 1)]
    public void The_severity_of_duplicate_names_is_configurable(RuleSeverity severity, bool isValid, int count)
    {
        Contract contract = Contract.Load("{}");
        var options = new ValidationOptions { DuplicateNames = severity };
        ContractValidationResult result = contract.Validate("""{"a":1,"a":2}"""u8, options);

        Assert.Equal((isValid, count), (result.IsValid, result.Findings.Count));
        Assert.All(result.Findings, finding => Assert.Equal(severity, (RuleSeverity)finding.Severity));
        Assert.Equal(isValid, contract.IsValid("""{"a":1,"a":2}"""u8, options));
    }

    [Theory]
    [InlineData(RuleSeverity.Off, true, 0)]
    [InlineData(RuleSeverity.Warning, true, 2)]
    [InlineData(RuleSeverity.Error, false, 2)]
    public void Unknown_members_are_reported_on_request(RuleSeverity severity, bool isValid, int count)
    {
        Contract contract = Contract.Load("""
            {"properties":{"a":{"properties":{"b":{}}},"any":{}},"patternProperties":{"^x-":{}},"allOf":[{"properties":{"c":{}}}]}
            """);
        byte[] payload = """{"a":{"b":1,"nope":1},"c":1,"x-1":1,"any":{"free":1},"Any":1}"""u8.ToArray();
        var options = new ValidationOptions { UnknownProperties = severity };

        ContractValidationResult result = contract.Validate(payload, options);

        Assert.Equal((isValid, count), (result.IsValid, result.Findings.Count));
        Assert.All(result.Findings, finding => Assert.Equal(("schema/unknown", severity), (finding.Rule, (RuleSeverity)finding.Severity)));
        if (count > 0) Assert.Equal(["/a/nope", "/Any"], result.Findings.Select(finding => finding.InstancePointer));
        Assert.Equal(isValid, contract.IsValid(payload, options));
    }

    [Fact]
    public void Findings_beyond_the_limit_are_dropped_and_the_first_are_kept()
    {
        Contract contract = Contract.Load("""{"items":{"type":"null"},"maxItems":3}""");
        byte[] payload = System.Text.Encoding.UTF8.GetBytes("[" + string.Join(",", Enumerable.Range(0, 500)) + "]");

        ContractValidationResult all = contract.Validate(payload);
        ContractValidationResult few = contract.Validate(payload, new ValidationOptions { MaxFindings = 7 });

        Assert.Equal((501, false), (all.Findings.Count, all.IsTruncated));
        Assert.Equal((7, true), (few.Findings.Count, few.IsTruncated));
        Assert.Equal(all.Findings.Take(7).Select(finding => (finding.Rule, finding.Offset)), few.Findings.Select(finding => (finding.Rule, finding.Offset)));
    }

    [Fact]
    public void Findings_contain_no_payload_values()
    {
        Contract contract = Contract.Load("""
            {"additionalProperties":{"type":"string","enum":["x"],"pattern":"^x$","maxLength":3,"format":"email","anyOf":[{"const":"x"},{"format":"uri"}],"not":{"minLength":9}}}
            """);

        ContractValidationResult result = contract.Validate("""{"a":"S3CRET-S3CRET","b":31337.5,"c":["S3CRET"],"d":{"e":"S3CRET"}}"""u8);

        Assert.True(result.Findings.Count > 5);
        foreach (Finding finding in result.Findings.SelectMany(finding => finding.Causes.Prepend(finding)))
        {
            string text = finding.ToString() + finding.InstancePointer + finding.SchemaPointer;
            Assert.DoesNotContain("S3CRET", text, StringComparison.Ordinal);
            Assert.DoesNotContain("31337", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_keyword_of_another_document_is_named_with_that_document()
    {
        var registry = new SchemaRegistry();
        registry.Add(new Uri("urn:test:other"), """{"$defs":{"n":{"type":"integer"}}}"""u8);
        Contract contract = Contract.Load("""{"items":{"$ref":"urn:test:other#/$defs/n"}}""", new ContractLoadOptions { Registry = registry });

        Finding finding = Assert.Single(contract.Validate("[null]"u8).Findings);

        Assert.Equal("urn:test:other#/$defs/n/type", finding.SchemaPointer);
    }
}
