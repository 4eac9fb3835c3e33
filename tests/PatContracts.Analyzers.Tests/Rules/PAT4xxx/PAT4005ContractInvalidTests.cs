using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public sealed class PAT4005ContractInvalidTests
{
    [Fact]
    public Task A_schema_that_is_not_JSON_is_reported_at_the_first_invalid_character() => new ProjectFiles()
        .Schema("a.schema.json", "{\n  \"type\": object\n}", "a")
        .Expect(RuleCatalog.ContractInvalid, "a.schema.json", 2, 11, 12)
        .Run<PAT4005ContractInvalid>();

    [Fact]
    public Task An_invalid_keyword_value_is_reported() => new ProjectFiles()
        .Schema("a.schema.json", "{\n  \"minLength\": \"é\"\n}", "a")
        .Expect(RuleCatalog.ContractInvalid, "a.schema.json", 2, 16, 19)
        .Run<PAT4005ContractInvalid>();

    [Fact]
    public Task An_unresolvable_reference_is_reported() => new ProjectFiles()
        .Schema("a.schema.json", """{ "$ref": "b.schema.json#/$defs/x" }""", "a")
        .Expect(RuleCatalog.ContractInvalid, "a.schema.json", 1, 11, 35)
        .Run<PAT4005ContractInvalid>();

    [Fact]
    public Task Files_refer_to_each_other_by_path_and_by_identifier() => new ProjectFiles()
        .Schema("schemas/a.schema.json", """{ "properties": { "b": { "$ref": "../b.schema.json#/$defs/x" }, "c": { "$ref": "https://acme.example/c" } } }""", "a")
        .Schema("b.schema.json", """{ "$defs": { "x": { "type": "string" } } }""", "b")
        .Schema("c.schema.json", """{ "$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://acme.example/c", "type": "integer" }""", "c")
        .Run<PAT4005ContractInvalid>();

    [Fact]
    public Task An_error_is_reported_in_the_file_that_contains_it() => new ProjectFiles()
        .Schema("a.schema.json", """{ "$ref": "b.schema.json" }""", "a")
        .Schema("b.schema.json", """{ "type": 7 }""", "b")
        .Expect(RuleCatalog.ContractInvalid, "b.schema.json", 1, 11, 12)
        .Run<PAT4005ContractInvalid>();

    [Theory]
    [InlineData("openapi-3.0", """{ "type": "string", "nullable": true }""")]
    [InlineData("draft-04", """{ "type": "integer", "minimum": 1, "exclusiveMinimum": true }""")]
    [InlineData("2020-12", """{ "prefixItems": [ true ] }""")]
    public Task The_build_can_select_the_dialect(string dialect, string schema) =>
        new ProjectFiles().Schema("a.schema.json", schema, "a", dialect).Run<PAT4005ContractInvalid>();

    private const string Api = """
        {
          "openapi": "3.0.3",
          "paths": { "/tokens": { "get": { "responses": { "200": { "content": { "application/json": { "schema": { "type": "array" } } } } } } } },
          "components": { "schemas": { "Token": { "type": "object", "nullable": true }, "Broken": { "minLength": "é" }, "UsesBroken": { "not": { "$ref": "#/components/schemas/Broken" } } } }
        }
        """;

    [Fact]
    public Task A_file_contains_several_contracts() => new ProjectFiles()
        .Schemas("api.json", Api, ("token", null, "#/components/schemas/Token"), ("tokens; all", null, "GET /tokens 200"))
        .Run<PAT4005ContractInvalid>();

    [Fact]
    public Task Each_error_in_a_file_with_several_contracts_is_reported_once() => new ProjectFiles()
        .Schemas("api.json", Api, ("a", null, "#/components/schemas/Broken"), ("b", null, "#/components/schemas/Token"), ("c", null, "#/components/schemas/UsesBroken"), ("d", null, "#/nothing"))
        .Expect(RuleCatalog.ContractInvalid, "api.json", 1, 1, 2)
        .Expect(RuleCatalog.ContractInvalid, "api.json", 4, 106, 109)
        .Run<PAT4005ContractInvalid>();

    [Fact]
    public Task A_whole_document_is_not_a_schema() => new ProjectFiles()
        .Schema("api.json", Api, "api")
        .Expect(
            RuleCatalog.ContractInvalid,
            "api.json",
            2,
            14,
            21,
            "This is an OpenAPI 3.0 document, not a schema; name a schema in it, for example #/components/schemas/Token")
        .Run<PAT4005ContractInvalid>();

    [Theory]
    [InlineData("api.yaml", "#/components/schemas/Token", null, "pat-contracts bundle \"api.yaml#/components/schemas/Token\" --output token.schema.json")]
    [InlineData("api.YML", "GET /tokens 200", null, "pat-contracts bundle \"api.YML#GET /tokens 200\" --output token.schema.json")]
    [InlineData("schemas/token.yaml", null, "openapi-3.0", "pat-contracts bundle \"token.yaml\" --dialect openapi-3.0 --output token.schema.json")]
    public Task The_message_for_a_YAML_document_contains_the_command_that_converts_it(string file, string? pointer, string? dialect, string command) => new ProjectFiles()
        .Schema(file, "type: object", "token", dialect, pointer)
        .Expect(RuleCatalog.ContractInvalid, file, 1, 1, 1, "The compiler does not read YAML; convert the contract: " + command)
        .Run<PAT4005ContractInvalid>();

    [Fact]
    public Task The_default_dialect_is_the_newest() => new ProjectFiles()
        .Schema("a.schema.json", """{ "type": "integer", "minimum": 1, "exclusiveMinimum": true }""", "a")
        .Expect(RuleCatalog.ContractInvalid, "a.schema.json", 1, 56, 60)
        .Run<PAT4005ContractInvalid>();
}
