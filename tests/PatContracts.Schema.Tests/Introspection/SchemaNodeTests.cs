using Xunit;

namespace PatContracts.Schema.Tests.Introspection;

/// <summary>Introspection, for code that analyzes contracts.</summary>
public sealed class SchemaNodeTests
{
    private static readonly SchemaNode Token = Contract.Load(Repository.Read("schema/PatContracts/Contracts/v2025.schema.json")).Root;

    [Fact]
    public void Properties_are_in_contract_order_and_required_or_not()
    {
        Assert.Equal(
            ["id", "name", "scope", "owner", "created", "lastUsed", "managed", "accessTokenValiditySeconds", "expirationDate", "userAwareTokenNeverExpires"],
            Token.Properties.Select(property => property.Name));
        Assert.Equal(["id", "name", "scope", "owner", "created"], Token.Required);
        Assert.Equal(Token.Required, Token.Properties.Where(property => property.IsRequired).Select(property => property.Name));
        Assert.Equal((JsonTypes.Object, ""), (Token.Types, Token.Pointer));
    }

    [Theory]
    [InlineData("id", JsonTypes.String, false)]
    [InlineData("scope", JsonTypes.Array | JsonTypes.Null, true)]
    [InlineData("owner", JsonTypes.Object, false)]
    [InlineData("lastUsed", JsonTypes.String | JsonTypes.Null, true)]
    [InlineData("managed", JsonTypes.Boolean, false)]
    [InlineData("accessTokenValiditySeconds", JsonTypes.Integer, false)]
    [InlineData("expirationDate", JsonTypes.String | JsonTypes.Null, true)]
    public void Types_and_nullability_follow_the_contract(string name, JsonTypes types, bool allowsNull)
    {
        SchemaNode schema = Token.FindProperty(name)!.Schema;
        Assert.Equal((types, allowsNull), (schema.Types, schema.AllowsNull));
    }

    [Fact]
    public void References_are_resolved()
    {
        SchemaNode owner = Token.FindProperty("owner")!.Schema;
        Assert.Equal("/properties/owner", owner.Pointer);
        Assert.Equal(["\"IDENTITY\""], owner.FindProperty("type")!.Schema.EnumValues);
        Assert.Equal("PatOwner", owner.Title);
        Assert.Null(owner.FindProperty("Type"));
    }

    [Fact]
    public void Defaults_formats_and_extensions_are_json_texts()
    {
        SchemaNode managed = Token.FindProperty("managed")!.Schema;
        Assert.Equal(("false", "true"), (managed.Default, managed.GetKeyword("x-pat-managed-flag")));
        Assert.Equal("date-time", Token.FindProperty("created")!.Schema.Format);
        Assert.Equal(("43200", "int32"), (Token.FindProperty("accessTokenValiditySeconds")!.Schema.Default, Token.FindProperty("accessTokenValiditySeconds")!.Schema.Format));
        Assert.Equal(JsonTypes.String, Token.FindProperty("scope")!.Schema.Items!.Types);
        Assert.Null(managed.Items);
        Assert.Null(managed.EnumValues);
        Assert.Null(managed.GetKeyword("x-absent"));
    }

    [Fact]
    public void All_of_is_merged()
    {
        SchemaNode node = Contract.Load("""
            {
              "allOf": [
                { "properties": { "a": { "type": ["integer", "string"] }, "b": { "minimum": 1 } }, "required": ["a"] },
                { "$ref": "#/$defs/more" }
              ],
              "properties": { "c": true },
              "$defs": { "more": { "properties": { "a": { "type": ["integer", "null"], "title": "A" } }, "required": ["b", "a"], "type": "object" } }
            }
            """).Root;
        Assert.Equal(["c", "a", "b"], node.Properties.Select(property => property.Name));
        Assert.Equal(["a", "b"], node.Required.Order(StringComparer.Ordinal));
        Assert.Equal(JsonTypes.Integer, node.FindProperty("a")!.Schema.Types);
        Assert.Equal("A", node.FindProperty("a")!.Schema.Title);
        Assert.Equal("1", node.FindProperty("b")!.Schema.Minimum);
        Assert.Equal(JsonTypes.Object, node.Types);
    }

    [Theory]
    [InlineData("{'enum':['a',null]}", JsonTypes.String | JsonTypes.Null)]
    [InlineData("{'const':1.0}", JsonTypes.Integer)]
    [InlineData("{'const':1.5}", JsonTypes.Number)]
    [InlineData("{'type':'number','enum':[1,'a']}", JsonTypes.Integer)]
    [InlineData("{'anyOf':[{'type':'null'},{'type':'array'}]}", JsonTypes.Null | JsonTypes.Array)]
    [InlineData("{'oneOf':[{'type':'null'},{'$ref':'#/$defs/s'}],'$defs':{'s':{'type':'string'}}}", JsonTypes.Null | JsonTypes.String)]
    [InlineData("{}", JsonTypes.Any)]
    [InlineData("true", JsonTypes.Any)]
    [InlineData("false", JsonTypes.None)]
    public void Constants_and_alternatives_narrow_the_types(string schema, JsonTypes types) =>
        Assert.Equal(types, Contract.Load(schema.Replace('\'', '"')).Root.Types);

    [Fact]
    public void Nullable_of_openapi_appears_as_the_type_null()
    {
        SchemaNode node = Contract.Load(
            """{"type":"object","properties":{"a":{"type":"string","nullable":true},"b":{"$ref":"#/properties/a"}}}""",
            new ContractLoadOptions { Dialect = Dialect.OpenApi30 }).Root;
        Assert.True(node.FindProperty("a")!.Schema.AllowsNull);
        Assert.True(node.FindProperty("b")!.Schema.AllowsNull);
    }

    [Fact]
    public void Alternatives_and_additional_properties_are_schemas_too()
    {
        SchemaNode node = Contract.Load("""{"oneOf":[{"type":"string","maxLength":2},{"type":"integer"}],"additionalProperties":{"type":"boolean"}}""").Root;
        Assert.Equal([JsonTypes.String, JsonTypes.Integer], node.Alternatives.Select(alternative => alternative.Types));
        Assert.Equal("/oneOf/1", node.Alternatives[1].Pointer);
        Assert.Equal(JsonTypes.Boolean, node.AdditionalProperties!.Types);
    }

    [Fact]
    public void A_recursive_schema_can_be_visited_to_any_depth()
    {
        SchemaNode node = Contract.Load("""{"properties":{"next":{"$ref":"#"},"v":{"type":"integer"}}}""").Root;
        for (int i = 0; i < 100; i++) node = node.FindProperty("next")!.Schema;
        Assert.Equal(JsonTypes.Integer, node.FindProperty("v")!.Schema.Types);
    }

    [Fact]
    public void A_subschema_validates_values_on_its_own()
    {
        SchemaNode scope = Token.FindProperty("scope")!.Schema;
        Assert.True(scope.Validate("null").IsValid);
        Assert.True(scope.Validate("[\"a\"]").IsValid);
        Assert.Equal("/0", Assert.Single(scope.Validate("[1]").Findings).InstancePointer);
        Assert.False(Token.FindProperty("created")!.Schema.Validate("\"yesterday\"").IsValid);
        Assert.False(Token.FindProperty("owner")!.Schema.FindProperty("type")!.Schema.Validate("\"GROUP\"").IsValid);
    }

    [Fact]
    public void Alternatives_that_share_schemas_are_inspected_once_each()
    {
        // Each of sixty schemas refers to the next twice: a million million million paths to the last one.
        string definitions = string.Join(",", Enumerable.Range(0, 60).Select(i => $"\"d{i}\":{{\"anyOf\":[{{\"$ref\":\"#/$defs/d{i + 1}\"}},{{\"$ref\":\"#/$defs/d{i + 1}\"}}]}}"));
        Contract contract = Contract.Load($"{{\"$ref\":\"#/$defs/d0\",\"$defs\":{{{definitions},\"d60\":{{\"type\":\"boolean\"}}}}}}");
        Assert.Equal(JsonTypes.Boolean, contract.Root.Types);
    }

    [Fact]
    public void Properties_are_found_by_name_among_many()
    {
        string properties = string.Join(",", Enumerable.Range(0, 20_000).Select(i => $"\"p{i}\":{{\"$ref\":\"#/$defs/d\"}}"));
        SchemaNode root = Contract.Load($"{{\"properties\":{{{properties}}},\"required\":[\"p7\"],\"$defs\":{{\"d\":{{\"type\":\"integer\"}}}}}}").Root;
        Assert.All(Enumerable.Range(0, 20_000), i => Assert.Equal(JsonTypes.Integer, root.FindProperty($"p{i}")!.Schema.Types));
        Assert.Null(root.FindProperty("q"));
        Assert.Equal("p7", Assert.Single(root.Properties, property => property.IsRequired).Name);
    }
}
