using NJsonSchema;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.NJsonSchema.Tests;

public sealed class ContractConversionTests
{
    public static TheoryData<string> Names => [.. PatContract.Catalog.Names.Where(name => !name.EndsWith("-request", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Built_in_contract_comes_back_unchanged(string name)
    {
        Contract contract = PatContract.Catalog.Get(name);
        Contract back = contract.ToNJsonSchema().ToContract();
        Assert.Empty(ContractComparison.Compare(contract, back));
        Assert.Empty(ContractComparison.Compare(back, contract));
    }

    [Theory]
    [InlineData(typeof(Door))]
    [InlineData(typeof(House))]
    [InlineData(typeof(GetPersonalAccessTokenResponse))]
    [InlineData(typeof(List<House>))]
    public void A_schema_from_a_class_comes_back_by_way_of_a_contract(Type type)
    {
        JsonSchema schema = JsonSchema.FromType(type);
        JsonSchema back = schema.ToContract().ToNJsonSchema();

        Assert.Equal(schema.ToJson(), back.ToJson());
        Assert.Empty(ContractComparison.Compare(schema.ToContract(), back.ToContract()));
    }

    [Theory]
    [InlineData("http://json-schema.org/draft-04/schema#")]
    [InlineData("http://json-schema.org/draft-07/schema#")]
    [InlineData("https://json-schema.org/draft/2020-12/schema")]
    public async Task A_schema_in_text_comes_back_by_way_of_a_contract(string dialect)
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(
            """
            {"$schema":"@dialect","title":"T","type":"object","required":["a"],"additionalProperties":false,"properties":{
              "a":{"type":["string","null"],"minLength":1,"maxLength":9,"pattern":"^x"},"b":{"type":"integer","format":"int32","minimum":1,"maximum":5,"multipleOf":2},
              "c":{"type":"array","items":{"$ref":"#/definitions/d"},"minItems":1,"uniqueItems":true},"e":{"enum":["x",7,null]},"f":{"anyOf":[{"type":"string"},{"type":"boolean"}]},
              "g":{"not":{"type":"string"}},"h":{"type":"object","additionalProperties":{"type":"number"}}},
              "definitions":{"d":{"type":"object","properties":{"next":{"$ref":"#/definitions/d"}}}}}
            """.Replace("@dialect", dialect, StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        Contract contract = schema.ToContract();
        JsonSchema back = contract.ToNJsonSchema();

        Assert.Equal(schema.ToJson(), back.ToJson());
        Assert.Empty(ContractComparison.Compare(contract, back.ToContract()));
    }

    [Fact]
    public void Documents_that_a_contract_refers_to_come_along()
    {
        JsonSchema list = PatContract.Catalog.Get("v3-list").ToNJsonSchema();
        Assert.Equal("GetPersonalAccessTokenResponse", Assert.Single(list.Definitions).Key);
        Assert.Empty(list.Validate($"[{Payloads.Token}]"));
        Assert.NotEmpty(list.Validate($"[{Payloads.With("scope", null)}]"));
    }

    [Fact]
    public void Documents_may_refer_to_each_other()
    {
        var registry = new SchemaRegistry();
        registry.Add(new Uri("https://example.org/a"), """{"$id":"https://example.org/a","properties":{"b":{"$ref":"b#/$defs/x"}}}"""u8);
        registry.Add(new Uri("https://example.org/b"), """{"$id":"https://example.org/b","$defs":{"x":{"type":"object","properties":{"a":{"$ref":"https://example.org/a"},"own":{"$ref":"#/$defs/y"}}},"y":{"type":"integer"}}}"""u8);
        Contract contract = Contract.Load("""{"$id":"https://example.org/main","$ref":"a"}""", new ContractLoadOptions { Registry = registry });

        Contract back = contract.ToNJsonSchema().ToContract();
        Assert.True(back.IsValid("""{"b":{"a":{"b":{"own":1}}}}"""));
        Assert.False(back.IsValid("""{"b":{"a":{"b":{"own":"1"}}}}"""));
    }

    [Fact]
    public void A_schema_from_a_class_is_a_contract()
    {
        Contract contract = JsonSchema.FromType<Door>().ToContract();
        Assert.True(contract.IsValid("""{"Width":3,"Opened":"2024-03-07T05:00:00Z"}"""));
        Assert.False(contract.IsValid("""{"Width":3.5}"""));
        Assert.False(contract.IsValid("""{"Opened":"2024-02-30T05:00:00Z"}"""));
    }

    [Fact]
    public async Task Keywords_that_NJsonSchema_does_not_evaluate_count_in_the_contract()
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(
            """{"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"const":5}},"if":{"required":["a"]},"then":{"required":["b"]}}""",
            TestContext.Current.CancellationToken);
        Contract contract = schema.ToContract();
        Assert.Equal(Dialect.Draft7, contract.Dialect);
        Assert.False(contract.IsValid("""{"a":4,"b":1}"""));
        Assert.False(contract.IsValid("""{"a":5}"""));
        Assert.True(contract.IsValid("""{"a":5,"b":1}"""));
    }

    [Fact]
    public async Task A_schema_that_is_none_is_named_with_its_place()
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync("""{"properties":{"a":{"minLength":-1}}}""", TestContext.Current.CancellationToken);
        ContractLoadException failure = Assert.Throws<ContractLoadException>(() => schema.ToContract());
        Assert.Equal("/properties/a/minLength", failure.Pointer);
    }

    private sealed class House
    {
        public string? Name { get; set; }

        public IReadOnlyList<Door> Doors { get; set; } = [];

        public Dictionary<string, DayOfWeek> Cleaned { get; set; } = [];

        public House? Neighbour { get; set; }
    }

    private sealed class Door
    {
        public int Width { get; set; }

        public DateTimeOffset Opened { get; set; }
    }
}
