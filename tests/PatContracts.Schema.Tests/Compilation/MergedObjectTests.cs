using Xunit;

namespace PatContracts.Schema.Tests.Compilation;

/// <summary>
/// Objects under several schemas are usually evaluated while they are scanned. The result must be that of exhaustive evaluation, which indexes them first.
/// </summary>
public sealed class MergedObjectTests
{
    private const string AllOfDefinitions = """
        {"$ref":"#/$defs/one","type":"object","allOf":[{"$ref":"#/$defs/two"},{"anyOf":[{"required":["x"]},{"properties":{"y":{"items":{"type":"integer"}}},"required":["y"]}]}],
         "$defs":{"one":{"properties":{"a":{"type":"string"}},"required":["a"]},"two":{"properties":{"b":{"type":"array","items":{"$ref":"#"}}},"minProperties":2}}}
        """;

    private const string Union = """
        {"type":"object","properties":{"kind":{"type":"string"},"inner":{"$ref":"#"}},"additionalProperties":{"type":"integer"},
         "oneOf":[{"properties":{"kind":{"const":"A"},"v":{"maximum":5}},"required":["kind"]},{"properties":{"kind":{"const":"B"},"inner":{"required":["n"]}},"required":["kind"]}]}
        """;

    private const string Conditions = """
        {"properties":{"t":{"enum":["x","y"]}},"if":{"properties":{"t":{"const":"x"}},"required":["t"]},"then":{"required":["u"]},"else":{"not":{"required":["u"]}},
         "dependentSchemas":{"w":{"properties":{"t":{"const":"y"}}}}}
        """;

    private const string TwoSchemasForOneName = """{"allOf":[{"properties":{"a":{"type":"integer"}}},{"properties":{"a":{"minimum":3}}}]}""";

    private const string TwoCounts = """{"maxProperties":2,"allOf":[{"minProperties":1},{"required":["a"]}]}""";

    private const string ClosedNextToOpen = """{"allOf":[{"properties":{"a":{"type":"integer"}},"additionalProperties":false},{"required":["b"]}]}""";

    private const string WatchedAndForbidden = """{"properties":{"a":{"type":"integer"}},"additionalProperties":false,"anyOf":[{"required":["a"]},{"required":["b"]}]}""";

    [Theory]
    [InlineData(AllOfDefinitions, """{"a":"s","x":[{},1,{"z":{}}]}""", true)]
    [InlineData(AllOfDefinitions, """{"y":[1,2],"a":"s"}""", true)]
    [InlineData(AllOfDefinitions, """{"a":"s","y":[1,"2"]}""", false)]
    [InlineData(AllOfDefinitions, """{"a":"s","y":[1,"2"],"x":1}""", true)]
    [InlineData(AllOfDefinitions, """{"a":"s"}""", false)]
    [InlineData(AllOfDefinitions, """{"a":1,"x":1}""", false)]
    [InlineData(AllOfDefinitions, """{"a":"s","x":1,"b":[{"a":"s","x":1},{"a":"s","y":[]}]}""", true)]
    [InlineData(AllOfDefinitions, """{"a":"s","x":1,"b":[{"a":"s","x":1},{"a":"s","y":[null]}]}""", false)]
    [InlineData(AllOfDefinitions, """{"a":"s","x":1,"x":1}""", false)]
    [InlineData(AllOfDefinitions, """{"a":"s","x":{"d":1,"d":1}}""", false)]
    [InlineData(AllOfDefinitions, """{"a":"s","x":{"d":1,"d":1]}""", false)]
    [InlineData(AllOfDefinitions, "[]", false)]
    [InlineData(Union, """{"kind":"A","v":5,"z":1}""", true)]
    [InlineData(Union, """{"v":6,"kind":"A"}""", false)]
    [InlineData(Union, """{"v":6,"kind":"B"}""", true)]
    [InlineData(Union, """{"v":"6","kind":"B"}""", false)]
    [InlineData(Union, """{"kind":"B","inner":{"kind":"A","n":1}}""", true)]
    [InlineData(Union, """{"kind":"B","inner":{"kind":"A","n":""}}""", false)]
    [InlineData(Union, """{"kind":"B","inner":{"kind":"A"}}""", false)]
    [InlineData(Union, """{"kind":"A","inner":{"kind":"A"}}""", true)]
    [InlineData(Union, """{"kind":"A","inner":{"kind":"C"}}""", false)]
    [InlineData(Union, """{"kind":"A","inner":{"kind":"A"},"z":{}}""", false)]
    [InlineData(Union, """{"\u006bind":"A","v":6}""", false)]
    [InlineData(Conditions, """{"t":"x","u":1}""", true)]
    [InlineData(Conditions, """{"t":"x"}""", false)]
    [InlineData(Conditions, """{"u":1,"t":"y"}""", false)]
    [InlineData(Conditions, """{"t":"y","w":[[]]}""", true)]
    [InlineData(Conditions, """{"w":1,"u":1,"t":"x"}""", false)]
    [InlineData(Conditions, "3", true)]
    [InlineData(TwoSchemasForOneName, """{"a":3}""", true)]
    [InlineData(TwoSchemasForOneName, """{"a":2}""", false)]
    [InlineData(TwoSchemasForOneName, """{"a":3.5}""", false)]
    [InlineData(TwoCounts, """{"a":3}""", true)]
    [InlineData(TwoCounts, "{}", false)]
    [InlineData(TwoCounts, """{"a":3,"b":1,"c":1}""", false)]
    [InlineData(ClosedNextToOpen, """{"a":3,"b":1}""", false)]
    [InlineData(ClosedNextToOpen, """{"a":3}""", false)]
    [InlineData(WatchedAndForbidden, """{"a":3}""", true)]
    [InlineData(WatchedAndForbidden, """{"b":3}""", false)]
    [InlineData(WatchedAndForbidden, """{"a":3,"b":1}""", false)]
    public void An_object_under_several_schemas_is_valid_exactly_if_exhaustive_evaluation_finds_nothing(string schema, string payload, bool isValid)
    {
        Contract contract = Contract.Load(schema);

        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(isValid, contract.IsValid(payload));
            Assert.Equal(isValid, contract.Validate(payload).IsValid);
        }

        // With warnings enabled, flag output is skipped, so that only exhaustive evaluation decides.
        Assert.Equal(isValid, contract.Validate(payload, new ValidationOptions { UnknownProperties = RuleSeverity.Warning }).Findings.All(finding => finding.Severity != FindingSeverity.Error));
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Depth_is_the_same_in_members_that_alternatives_read(int maxDepth, bool isValid)
    {
        Contract contract = Contract.Load("""{"properties":{"o":{"anyOf":[{"required":["a"]},{"required":["b"]}]}}}""");

        Assert.Equal(isValid, contract.IsValid("""{"o":{"b":[[1]],"c":1}}""", new ValidationOptions { MaxDepth = maxDepth }));
        Assert.Equal(isValid, contract.IsValid("""{"o":{"b":1,"c":[[1]]}}""", new ValidationOptions { MaxDepth = maxDepth }));
    }

    [Fact]
    public void Nested_objects_do_not_allocate()
    {
        Contract contract = Contract.Load("""{"properties":{"child":{"$ref":"#"},"id":{"type":"integer"}},"anyOf":[{"required":["a"]},{"properties":{"b":{"type":"string"}},"required":["b"]}]}""");
        string payload = """{"b":"x"}""";
        for (int i = 0; i < 7; i++) payload = $$"""{"b":"x","id":1,"child":{{payload}}}""";
        byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(payload);
        for (int i = 0; i < 200; i++) Assert.True(contract.IsValid(utf8));

        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isValid = contract.IsValid(utf8);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(isValid);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Large_schemas_applied_to_many_objects_are_not_copied_for_each()
    {
        string properties = string.Join(',', Enumerable.Range(0, 2_000).Select(i => $"\"p{i}\":true"));
        string uses = string.Join(',', Enumerable.Range(0, 200).Select(i => $$"""{"title":"{{i}}","allOf":[{"$ref":"#/$defs/large"},{"required":["p1"]}]}"""));
        Contract contract = Contract.Load("{\"$defs\":{\"large\":{\"properties\":{" + properties + "}}},\"prefixItems\":[" + uses + "]}");
        byte[] payload = System.Text.Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat("""{"p1":1}""", 200)) + "]");

        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isValid = contract.IsValid(payload);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(isValid);
        Assert.InRange(allocated, 0, 2_000_000);
    }
}
