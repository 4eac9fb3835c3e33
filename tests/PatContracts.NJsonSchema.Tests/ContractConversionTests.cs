using NJsonSchema;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.NJsonSchema.Tests;

public sealed class ContractConversionTests
{
    public static TheoryData<string> Names => [.. PatContract.Catalog.Names.Where(name => !name.EndsWith("-request", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_built_in_contract_is_unchanged_after_conversion_in_both_directions(string name)
    {
        Contract contract = PatContract.Catalog.Get(name);
        Contract back = contract.ToNJsonSchema().ToContract();
        Assert.Empty(ContractComparison.Compare(contract, back));
        Assert.Empty(ContractComparison.Compare(back, contract));
    }

    [Theory]
    [InlineData(typeof(Entrance))]
    [InlineData(typeof(Building))]
    [InlineData(typeof(GetPersonalAccessTokenResponse))]
    [InlineData(typeof(List<Building>))]
    public void A_schema_from_a_class_survives_the_conversion_to_a_contract(Type type)
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
    public async Task A_schema_in_text_survives_the_conversion_to_a_contract(string dialect)
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
    public void Documents_that_a_contract_refers_to_are_included()
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

    [Theory]
    // An embedded resource in another, both with a definition of the same name, and references relative to each.
    [InlineData(
        """
        {"$id":"https://example.org/main","properties":{"a":{"$ref":"sub/a"},"own":{"$ref":"#/$defs/x"}},"$defs":{"x":{"type":"string"},
          "a":{"$id":"sub/a","properties":{"b":{"$ref":"b"},"own":{"$ref":"#/$defs/x"}},"$defs":{"x":{"type":"integer"},
            "b":{"$id":"b","properties":{"own":{"$ref":"#/$defs/x"}},"$defs":{"x":{"type":"boolean"}}}}}}}
        """,
        """{"own":"x","a":{"own":1,"b":{"own":true}}}""",
        """{"own":1}""",
        """{"a":{"own":true}}""",
        """{"a":{"b":{"own":1}}}""")]
    // References from an embedded resource to the root: to the whole root, by pointer and by anchor.
    [InlineData(
        """
        {"$id":"urn:example:main","properties":{"a":{"$ref":"urn:example:a"},"n":{"type":"integer"}},"$defs":{"n":{"$anchor":"n","type":"integer"},
          "a":{"$id":"urn:example:a","properties":{"root":{"$ref":"urn:example:main"},"pointer":{"$ref":"urn:example:main#/$defs/n"},"anchor":{"$ref":"urn:example:main#n"}}}}}
        """,
        """{"a":{"root":{"n":1},"pointer":1,"anchor":1}}""",
        """{"a":{"root":{"n":"x"}}}""",
        """{"a":{"pointer":"x"}}""",
        """{"a":{"anchor":"x"}}""")]
    // The same anchor in two resources, and a resource that is embedded where it is used.
    [InlineData(
        """
        {"$id":"https://example.org/main","properties":{"a":{"$ref":"#it"},"b":{"$id":"b","type":"object","properties":{"c":{"$ref":"#it"}},
          "$defs":{"it":{"$anchor":"it","type":"integer"}}}},"$defs":{"it":{"$anchor":"it","type":"string"}}}
        """,
        """{"a":"x","b":{"c":1}}""",
        """{"a":1}""",
        """{"b":{"c":"x"}}""")]
    // Draft-07: an identifier that is an anchor; keywords next to a reference are ignored.
    [InlineData(
        """
        {"$schema":"http://json-schema.org/draft-07/schema#","$id":"http://example.org/main","properties":{"a":{"$ref":"child#it"}},
          "definitions":{"c":{"$id":"child","definitions":{"x":{"$id":"#it","type":"integer"}}}}}
        """,
        """{"a":1}""",
        """{"a":"x"}""")]
    // A root without an identifier, definitions under both names, and names that look like keywords.
    [InlineData(
        """
        {"properties":{"$ref":{"$ref":"child#/$defs/a~1b"},"default":{"$ref":"child#/definitions/a~1b"}},"examples":[{"$ref":"nowhere","$id":"child"}],
          "$defs":{"c":{"$id":"child","$defs":{"a/b":{"type":"integer"}},"definitions":{"a/b":{"type":"string"}}}}}
        """,
        """{"$ref":1,"default":"x"}""",
        """{"$ref":"x"}""",
        """{"default":1}""")]
    // A resource that consists of a reference, and has definitions.
    [InlineData(
        """
        {"$id":"https://example.org/main","$ref":"a","$defs":{"a":{"$id":"a","$ref":"#/$defs/x","$defs":{"x":{"properties":{"y":{"$ref":"#/$defs/y"}}},"y":{"type":"integer"}}}}}
        """,
        """{"y":1}""",
        """{"y":"x"}""")]
    public void Embedded_resources_keep_their_references(string schema, string valid, params string[] invalid)
    {
        Contract contract = Contract.Load(schema);
        JsonSchema flat = contract.ToNJsonSchema();
        Contract back = flat.ToContract();

        Assert.True(contract.IsValid(valid));
        Assert.True(back.IsValid(valid), flat.ToJson());
        Assert.Empty(flat.Validate(valid));
        foreach (string payload in invalid)
        {
            Assert.False(contract.IsValid(payload), payload);
            Assert.False(back.IsValid(payload), payload + flat.ToJson());
            Assert.NotEmpty(flat.Validate(payload));
        }

        Assert.Empty(ContractComparison.Compare(contract, back));
    }

    [Fact]
    public void Files_that_refer_to_each_other_are_included()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            string path = Path.Combine(folder.FullName, "a.json");
            File.WriteAllText(path, """{"properties":{"b":{"$ref":"b.json#/$defs/x"},"n":{"type":"integer"}}}""");
            File.WriteAllText(Path.Combine(folder.FullName, "b.json"), """{"$defs":{"x":{"properties":{"a":{"$ref":"a.json"}}}}}""");
            Contract back = Contract.LoadFile(path).ToNJsonSchema().ToContract();
            Assert.True(back.IsValid("""{"b":{"a":{"n":1}}}"""));
            Assert.False(back.IsValid("""{"b":{"a":{"n":"x"}}}"""));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_part_of_a_document_is_converted_without_the_rest()
    {
        const string Document = """{"type":"string","$defs":{"a":{"properties":{"b":{"$ref":"#/$defs/b"}}},"b":{"type":"integer"}}}""";
        JsonSchema part = Contract.Load(Document, new ContractLoadOptions { Pointer = "/$defs/a" }).ToNJsonSchema();
        Assert.Empty(part.Validate("""{"b":1}"""));
        Assert.NotEmpty(part.Validate("""{"b":"x"}"""));
    }

    [Fact]
    public void A_schema_of_an_API_description_is_converted()
    {
        const string Document =
            """
            {"openapi":"3.1.0","info":{"title":"T","version":"1"},"components":{"schemas":{
              "Pet":{"type":"object","properties":{"owner":{"$ref":"#/components/schemas/Owner"}}},"Owner":{"type":"string"}}}}
            """;
        Contract contract = Contract.Load(Document, new ContractLoadOptions { Pointer = "#/components/schemas/Pet" });
        JsonSchema schema = contract.ToNJsonSchema();
        Assert.Empty(schema.Validate("""{"owner":"x"}"""));
        Assert.NotEmpty(schema.Validate("""{"owner":1}"""));
        Assert.False(schema.ToContract().IsValid("""{"owner":1}"""));
    }

    [Theory]
    [InlineData("readOnly")]
    [InlineData("writeOnly")]
    public void ReadOnly_and_writeOnly_are_preserved_in_both_directions(string keyword)
    {
        string schema =
            """
            {"properties":{"a":{"type":"string","@":true},"b":{"@":true,"$ref":"#/$defs/c"},"@":{"type":"string"},
              "list":{"type":"array","items":{"type":"string","@":true}}},"$defs":{"c":{"type":"integer"}}}
            """.Replace("@", keyword, StringComparison.Ordinal);
        Contract contract = Contract.Load(schema);
        Contract back = contract.ToNJsonSchema().ToContract();

        Assert.Empty(ContractComparison.Compare(contract, back));
        Assert.Empty(ContractComparison.Compare(back, contract));
        Assert.Equal("true", back.Root.FindProperty("a")!.Schema.GetKeyword(keyword));
        Assert.False(back.IsValid($$"""{"{{keyword}}":true}"""));
    }

    [Fact]
    public void A_read_only_or_write_only_property_of_NJsonSchema_is_so_in_the_contract()
    {
        var schema = new JsonSchema { Properties = { ["r"] = new JsonSchemaProperty { IsReadOnly = true }, ["w"] = new JsonSchemaProperty { IsWriteOnly = true } } };
        Contract contract = schema.ToContract();
        Assert.Equal("true", contract.Root.FindProperty("r")!.Schema.GetKeyword("readOnly"));
        Assert.Equal("true", contract.Root.FindProperty("w")!.Schema.GetKeyword("writeOnly"));
        Assert.True(PatContract.Catalog.Get("v3").ToNJsonSchema().Properties["id"].IsReadOnly);
    }

    [Fact]
    public void A_schema_from_a_class_is_a_contract()
    {
        Contract contract = JsonSchema.FromType<Entrance>().ToContract();
        Assert.True(contract.IsValid("""{"Width":3,"Opened":"2024-03-07T05:00:00Z"}"""));
        Assert.False(contract.IsValid("""{"Width":3.5}"""));
        Assert.False(contract.IsValid("""{"Opened":"2024-02-30T05:00:00Z"}"""));
    }

    [Fact]
    public async Task The_contract_evaluates_keywords_that_NJsonSchema_does_not()
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
    public async Task An_invalid_schema_is_reported_with_its_location()
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync("""{"properties":{"a":{"minLength":-1}}}""", TestContext.Current.CancellationToken);
        ContractLoadException failure = Assert.Throws<ContractLoadException>(() => schema.ToContract());
        Assert.Equal("/properties/a/minLength", failure.Pointer);
    }

    private sealed class Building
    {
        public string? Name { get; set; }

        public IReadOnlyList<Entrance> Entrances { get; set; } = [];

        public Dictionary<string, DayOfWeek> Cleaned { get; set; } = [];

        public Building? Neighbor { get; set; }
    }

    private sealed class Entrance
    {
        public int Width { get; set; }

        public DateTimeOffset Opened { get; set; }
    }
}
