using Xunit;

namespace PatContracts.Schema.Tests.OpenApi;

/// <summary>Examples from published documents with their schemas: valid ones, and common mistakes.</summary>
public sealed class OpenApiExampleTests
{
    [Theory]
    // Valid, although a careless validator rejects it.
    [InlineData("""{ "type": "string", "format": "date-time", "nullable": true, "example": null }""", true)]
    [InlineData("""{ "type": "string", "format": "date-time", "example": "2018-01-11T18:45:37.098Z" }""", true)]
    [InlineData("""{ "type": "array", "nullable": true, "items": { "type": "string", "default": "all" }, "example": ["first", "second"] }""", true)]
    [InlineData("""{ "type": "array", "nullable": true, "items": { "type": "string" }, "example": null }""", true)]
    [InlineData("""{ "type": "object", "required": ["id"], "properties": { "id": { "type": "string", "readOnly": true } }, "example": { "id": "1", "undocumented": true } }""", true)]
    [InlineData("""{ "type": "string", "nullable": true, "enum": ["A", null], "example": null }""", true)]
    [InlineData("""{ "type": "number", "format": "float", "example": 1 }""", true)]
    [InlineData("""{ "type": "string", "format": "byte", "example": "c2VjcmV0" }""", true)]
    [InlineData("""{ "type": "integer", "minimum": 0, "exclusiveMinimum": true, "example": 1 }""", true)]
    [InlineData("""{ "type": "string", "format": "password", "example": "" }""", true)]
    [InlineData("""{ "$ref": "#/components/schemas/Reference", "nullable": true, "example": "x" }""", true)]
    // Invalid, although a careless validator accepts it.
    [InlineData("""{ "type": "integer", "format": "int32", "example": 2147483648 }""", false)]
    [InlineData("""{ "type": "integer", "example": "36900" }""", false)]
    [InlineData("""{ "type": "boolean", "example": "false" }""", false)]
    [InlineData("""{ "type": "string", "example": 2017 }""", false)]
    [InlineData("""{ "type": "string", "format": "date-time", "example": "6 months from the date of creation" }""", false)]
    [InlineData("""{ "type": "string", "format": "date-time", "example": "2018-01-11 18:45:37" }""", false)]
    [InlineData("""{ "type": "array", "items": { "type": "string" }, "example": "first,second" }""", false)]
    [InlineData("""{ "type": "string", "nullable": true, "enum": ["A"], "example": null }""", false)]
    [InlineData("""{ "type": "string", "enum": ["IDENTITY"], "example": "identity" }""", false)]
    [InlineData("""{ "$ref": "#/components/schemas/Reference", "nullable": true, "example": null }""", false)]
    [InlineData("""{ "nullable": true, "allOf": [{ "$ref": "#/components/schemas/Reference" }], "example": null }""", false)]
    [InlineData("""{ "type": "integer", "minimum": 0, "exclusiveMinimum": true, "example": 0 }""", false)]
    [InlineData("""{ "type": "string", "format": "byte", "example": "not base64!" }""", false)]
    public void An_example_is_validated_against_its_schema(string schema, bool isValid)
    {
        string document = """{"openapi":"3.0.3","components":{"schemas":{"S":""" + schema + ""","Reference":{"type":"string"}}}}""";
        Contract contract = Contract.Load(document, new ContractLoadOptions { Pointer = "#/components/schemas/S" });
        string example = System.Text.Json.Nodes.JsonNode.Parse(schema)!["example"]?.ToJsonString() ?? "null";
        Assert.Equal(isValid, contract.IsValid(example));
    }

    [Theory]
    [InlineData("""{ "type": ["string", "null"], "format": "date-time", "examples": [null, "2018-01-11T18:45:37Z"] }""", 0)]
    [InlineData("""{ "type": "string", "nullable": true, "examples": ["x", null] }""", 1)]
    [InlineData("""{ "type": "integer", "examples": [1, 1.0, "1"] }""", 1)]
    [InlineData("""{ "$ref": "#/components/schemas/Reference", "maxLength": 3, "examples": ["long", "ok"] }""", 1)]
    [InlineData("""{ "type": "number", "exclusiveMinimum": 0, "examples": [0, 0.5] }""", 1)]
    public void In_3_1_the_examples_are_a_list(string schema, int mistakes)
    {
        string document = """{"openapi":"3.1.0","components":{"schemas":{"S":""" + schema + ""","Reference":{"type":"string"}}}}""";
        Contract contract = Contract.Load(document, new ContractLoadOptions { Pointer = "#/components/schemas/S" });
        Assert.Equal(mistakes, System.Text.Json.Nodes.JsonNode.Parse(schema)!["examples"]!.AsArray().Count(example => !contract.IsValid(example?.ToJsonString() ?? "null")));
    }
}
