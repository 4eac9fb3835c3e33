using System.Text;
using Xunit;

namespace PatContracts.Schema.Tests.OpenApi;

/// <summary>A schema that is extracted from an OpenAPI document keeps its meaning.</summary>
public sealed class OpenApiBundleTests
{
    private const string Document = """
        {
          "openapi": "VERSION",
          "paths": { "/t": {
            "get": { "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/T" } } } } } },
            "post": { "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/T" } } } } }
          } },
          "components": { "schemas": {
            "T": {
              "type": "object",
              "required": ["id", "secret"],
              "properties": {
                "id": { "type": "string", "readOnly": true },
                "secret": { "$ref": "#/components/schemas/Secret" },
                "next": { "$ref": "#/components/schemas/T" },
                "only": { "required": ["id"], "properties": { "id": { "readOnly": true } } },
                "pet": {
                  "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Dog~1s" }],
                  "discriminator": { "propertyName": "kind", "mapping": { "c": "#/components/schemas/Cat", "d": "#/components/schemas/Dog~1s" } }
                }
              },
              "example": { "$ref": "#/nowhere", "required": ["id"], "properties": { "id": { "readOnly": true } } }
            },
            "Secret": { "type": "string", "writeOnly": true },
            "Cat": { "type": "object", "required": ["lives"] },
            "Dog/s": { "type": "object", "required": ["tricks"] }
          } }
        }
        """;

    private static readonly string[] Payloads =
    [
        "{}", """{"id":"1"}""", """{"secret":"s"}""", """{"id":"1","secret":"s"}""", """{"id":1,"secret":1,"next":{"id":2}}""", """{"id":"1","secret":"s","only":{}}""",
        """{"id":"1","secret":"s","pet":{"kind":"c"}}""", """{"id":"1","secret":"s","pet":{"kind":"d","lives":9}}""", """{"id":"1","secret":"s","pet":{"kind":"Cat"}}""", """{"id":"1","secret":"s","pet":{"kind":"e"}}""",
    ];

    [Theory]
    [InlineData("3.0.3", "#/components/schemas/T")]
    [InlineData("3.0.3", "GET /t 200")]
    [InlineData("3.0.3", "POST /t request")]
    [InlineData("3.1.0", "#/components/schemas/T")]
    [InlineData("3.1.0", "GET /t 200")]
    [InlineData("3.1.0", "POST /t request")]
    public void The_bundle_has_the_same_findings_in_the_same_direction(string version, string address)
    {
        Contract contract = Contract.Load(Document.Replace("VERSION", version, StringComparison.Ordinal), new ContractLoadOptions { Pointer = address });
        string text = Encoding.UTF8.GetString(contract.Bundle().Span);
        Contract bundle = Contract.Load(text);
        Assert.Equal(contract.Dialect, bundle.Dialect);
        Assert.Empty(bundle.Warnings);
        foreach (string payload in Payloads) Assert.Equal(Findings(contract, payload), Findings(bundle, payload));
        Assert.Equal(text, Encoding.UTF8.GetString(bundle.Bundle().Span));
    }

    [Theory]
    [InlineData("""{"T":{"properties":{"old":{"$ref":"#/components/schemas/Old"}}},"Old":{"$schema":"http://json-schema.org/draft-04/schema#","type":"object","properties":{"n":{"type":"integer"},"t":{"$ref":"#/components/schemas/T"}}}}""")]
    [InlineData("""{"T":{"$id":"https://example.com/t","properties":{"old":{"$ref":"/old"}}},"Old":{"$id":"https://example.com/old","$schema":"http://json-schema.org/draft-04/schema#","id":"https://example.com/old","properties":{"n":{"type":"integer"},"t":{"$ref":"https://example.com/t"}}}}""")]
    [InlineData("""{"T":{"$id":"https://example.com/t","properties":{"old":{"$ref":"#/$defs/old"}},"$defs":{"old":{"$anchor":"old","properties":{"n":{"type":"integer","not":{"enum":[1]}},"t":{"$ref":"#"}}}}}}""")]
    [InlineData("""{"T":{"properties":{"old":{"$ref":"#old"}}},"Old":{"$anchor":"old","properties":{"n":{"type":"integer","enum":[2]},"t":{"$ref":"#/components/schemas/T"}}}}""")]
    public void Dialects_identifiers_and_anchors_of_schemas_are_kept(string schemas)
    {
        Contract contract = Contract.Load("""{"openapi":"3.1.0","components":{"schemas":""" + schemas + "}}", new ContractLoadOptions { Pointer = "#/components/schemas/T" });
        Contract bundle = Contract.Load(Encoding.UTF8.GetString(contract.Bundle().Span));
        foreach (string payload in (string[])["""{"old":{"n":2,"t":{}}}""", """{"old":{"n":1}}""", """{"old":{"n":1.0}}""", """{"old":{"n":2,"t":{"old":{"n":""}}}}"""])
        {
            Assert.Equal(Findings(contract, payload), Findings(bundle, payload));
        }

        Assert.False(bundle.IsValid("""{"old":{"n":2,"t":{"old":{"n":""}}}}"""));
    }

    [Fact]
    public void A_schema_that_depends_on_its_dynamic_scope_is_not_extracted()
    {
        Contract contract = Contract.Load(
            """{"openapi":"3.1.0","components":{"schemas":{"T":{"$dynamicAnchor":"t","items":{"$dynamicRef":"#t"}}}}}""",
            new ContractLoadOptions { Pointer = "#/components/schemas/T" });
        Assert.Contains("/components/schemas/T/items", Assert.Throws<InvalidOperationException>(() => contract.Bundle()).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Findings(Contract contract, string payload) =>
        contract.Validate(payload).Findings.Select(static finding => $"{finding} [{string.Join(" ", finding.Causes.Select(static cause => cause.Rule + cause.MissingProperty))}]");
}
