using System.Globalization;
using System.Text;
using Xunit;

namespace PatContracts.Schema.Tests.OpenApi;

/// <summary>The contracts in an OpenAPI document, and how to find them.</summary>
public sealed class OpenApiContractsTests
{
    private const string Tokens = """
        {
          "openapi": "3.0.3",
          "info": { "title": "Tokens", "version": "1" },
          "servers": [{ "url": "https://{tenant}.example.com/v3/" }, { "url": "https://example.com" }],
          "paths": {
            "/tokens": {
              "parameters": [],
              "get": {
                "operationId": "list",
                "responses": {
                  "200": { "description": "", "content": { "application/json": { "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Token" } } } } },
                  "4XX": { "$ref": "#/components/responses/Problem" },
                  "default": { "description": "", "content": { "text/plain": { "schema": { "type": "string" } } } },
                  "x-own": {}
                }
              },
              "post": {
                "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Token" } } } },
                "responses": { "201": { "description": "", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Token" } } } }, "204": { "description": "" } }
              }
            },
            "x-paths": {}
          },
          "components": {
            "responses": { "Problem": { "description": "", "content": { "application/problem+json": { "schema": { "type": "object", "required": ["detail"] } } } } },
            "schemas": {
              "Token": {
                "type": "object",
                "required": ["id", "name", "secret"],
                "properties": {
                  "id": { "type": "string", "readOnly": true },
                  "name": { "type": "string", "nullable": true },
                  "secret": { "$ref": "#/components/schemas/Secret" },
                  "owner": { "$ref": "#/components/schemas/Owner" }
                }
              },
              "Secret": { "type": "string", "writeOnly": true },
              "Owner": { "type": "object", "properties": { "tokens": { "type": "array", "items": { "$ref": "#/components/schemas/Token" } } } },
              "Broken": { "type": "strin" },
              "UsesBroken": { "properties": { "broken": { "$ref": "#/components/schemas/Broken" } } },
              "BadAnnotation": { "title": 1 }
            }
          }
        }
        """;

    [Theory]
    [InlineData("#/components/schemas/Token")]
    [InlineData("/components/schemas/Token")]
    [InlineData("#/components%2Fschemas/Token")]
    public void A_pointer_names_a_schema(string pointer)
    {
        Contract contract = Contract.Load(Tokens, new ContractLoadOptions { Pointer = pointer });
        Assert.Equal(Dialect.OpenApi30, contract.Dialect);
        Assert.True(contract.IsValid("""{"id":"1","name":null,"secret":"s","owner":{"tokens":[]}}"""));
        Assert.False(contract.IsValid("""{"id":null,"name":null,"secret":"s"}"""));
        Finding finding = Assert.Single(contract.Validate("""{"id":"1","name":"n","secret":"s","owner":{"tokens":[{"id":"1","secret":"s"}]}}""").Findings);
        Assert.Equal("/components/schemas/Token/required", finding.SchemaPointer);
        Assert.Equal("/owner/tokens/0", finding.InstancePointer);
    }

    [Fact]
    public void An_operation_names_the_schema_of_its_response_or_request()
    {
        Contract list = Contract.Load(Tokens, new ContractLoadOptions { Pointer = "GET /tokens 200" });
        Assert.True(list.IsValid("""[{"id":"1","name":"n"}]"""));
        Assert.False(list.IsValid("""{"id":"1","name":"n"}"""));
        Assert.True(Contract.Load(Tokens, new ContractLoadOptions { Pointer = "get /tokens 404" }).IsValid("""{"detail":"none"}"""));
        Assert.False(Contract.Load(Tokens, new ContractLoadOptions { Pointer = "GET /tokens 4xx" }).IsValid("{}"));
        Assert.True(Contract.Load(Tokens, new ContractLoadOptions { Pointer = "POST  /tokens  request" }).IsValid("""{"name":"n","secret":"s"}"""));
    }

    [Theory]
    [InlineData("{\"id\":\"1\",\"name\":\"n\",\"secret\":\"s\"}", true, true, true)]
    [InlineData("{\"name\":\"n\",\"secret\":\"s\"}", true, false, false)]
    [InlineData("{\"id\":\"1\",\"name\":\"n\"}", false, true, false)]
    [InlineData("{\"id\":\"1\",\"secret\":\"s\"}", false, false, false)]
    public void A_required_property_is_required_in_the_direction_it_travels(string token, bool asRequest, bool asResponse, bool asAny)
    {
        OpenApiContracts document = Load(Tokens);
        Assert.Equal(asRequest, document.GetContract("POST /tokens request").IsValid(token));
        Assert.Equal(asResponse, document.GetContract("POST /tokens 201").IsValid(token));
        Assert.Equal(asAny, document.GetContract("#/components/schemas/Token").IsValid(token));
        OpenApiContracts requests = OpenApiContracts.Load(Encoding.UTF8.GetBytes(Tokens), new ContractLoadOptions { Direction = ContractDirection.Request });
        Assert.Equal(asRequest, requests.GetContract("#/components/schemas/Token").IsValid(token));
        Assert.Equal(["name", "secret"], requests.GetContract("#/components/schemas/Token").Root.Required);
        Assert.Equal(["id", "name"], document.GetContract("POST /tokens 201").Root.Required);
    }

    [Theory]
    [InlineData("readOnly", "allOf")]
    [InlineData("readOnly", "$ref")]
    public void A_flag_applies_through_composition(string flag, string keyword)
    {
        string property = keyword == "$ref" ? """{ "$ref": "#/components/schemas/Flagged" }""" : """{ "allOf": [{ "$ref": "#/components/schemas/Flagged" }] }""";
        string document = $$"""
            {"openapi":"3.1.0","components":{"schemas":{
              "Flagged":{"type":"string","{{flag}}":true},
              "Base":{"properties":{"id":{{property}}} },
              "T":{"allOf":[{"$ref":"#/components/schemas/Base"}],"required":["id"]} } } }
            """;
        Assert.True(Contract.Load(document, new ContractLoadOptions { Pointer = "#/components/schemas/T", Direction = ContractDirection.Request }).IsValid("{}"));
        Assert.False(Contract.Load(document, new ContractLoadOptions { Pointer = "#/components/schemas/T", Direction = ContractDirection.Response }).IsValid("{}"));
    }

    [Fact]
    public void Outside_of_OpenAPI_a_direction_changes_nothing()
    {
        const string Schema = """{"required":["id"],"properties":{"id":{"readOnly":true}}}""";
        Assert.False(Contract.Load(Schema, new ContractLoadOptions { Direction = ContractDirection.Request }).IsValid("{}"));
    }

    [Theory]
    [InlineData("""{"openapi":"3.1.0","components":{"schemas":{"Token":{}}}}""", "an OpenAPI 3.1 document, not a schema; name a schema in it, for example #/components/schemas/Token")]
    [InlineData("""{"openapi":"3.0.1","paths":{"/tokens":{}}}""", "for example GET /tokens 200")]
    [InlineData("""{"openapi":"3.2.0"}""", "an OpenAPI 3.2 document, not a schema; name a schema in it")]
    [InlineData("""{"openapi":"4.0.0"}""", "OpenAPI 4.0 documents are not supported; the supported versions are 3.0, 3.1 and 3.2")]
    [InlineData("""{"openapi":3.1}""", "an OpenAPI 3.1 document")]
    [InlineData("""{"swagger":"2.0","definitions":{"Token":{}}}""", "Swagger 2.0 documents are not supported; convert the document to OpenAPI 3.0 or later")]
    [InlineData("""{"asyncapi":"2.6.0"}""", "AsyncAPI 2.6 documents are not supported")]
    public void A_document_without_an_address_is_rejected_with_a_hint(string document, string reason)
    {
        foreach (Dialect? dialect in (Dialect?[])[null, Dialect.OpenApi30, Dialect.Draft202012])
        {
            ContractLoadException exception = Assert.Throws<ContractLoadException>(() => Contract.Load(document, new ContractLoadOptions { Dialect = dialect }));
            Assert.Contains(reason, exception.Reason, StringComparison.Ordinal);
            Assert.Equal(1, exception.Line);
        }
    }

    [Theory]
    [InlineData("""{"swagger":"2.0","definitions":{"Token":{}}}""", "#/definitions/Token")]
    [InlineData("""{"asyncapi":"2.6.0","components":{"schemas":{"Token":{}}}}""", "#/components/schemas/Token")]
    [InlineData("""{"openapi":"4.0.0","components":{"schemas":{"Token":{}}}}""", "#/components/schemas/Token")]
    public void An_unsupported_document_is_rejected_with_an_address_and_in_a_reference(string document, string pointer)
    {
        Assert.Contains("not supported", Assert.Throws<ContractLoadException>(() => Contract.Load(document, new ContractLoadOptions { Pointer = pointer })).Reason, StringComparison.Ordinal);
        var registry = new SchemaRegistry();
        registry.Add(new Uri("http://example.com/api"), Encoding.UTF8.GetBytes(document));
        string schema = $$"""{"$ref":"http://example.com/api{{pointer}}"}""";
        Assert.Contains("not supported", Assert.Throws<ContractLoadException>(() => Contract.Load(schema, new ContractLoadOptions { Registry = registry })).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#/components/schemas/Nothing", "There is nothing at")]
    [InlineData("#nothing", "There is nothing at")]
    [InlineData("#", "not a schema; name a schema in it")]
    [InlineData("#/openapi", "Expected a schema")]
    [InlineData("PATCH /tokens 200", "There is no operation PATCH /tokens in this document; that path has GET, POST")]
    [InlineData("GET /nothing 200", "There is no operation GET /nothing in this document")]
    [InlineData("POST /tokens 500", "has no response 500")]
    [InlineData("GET /tokens request", "takes no request body")]
    [InlineData("POST /tokens 204", "response 204 has no schema for JSON")]
    [InlineData("GET /tokens 500", "response default has no schema for JSON")]
    [InlineData("Token", "is not the address of a schema")]
    [InlineData("GET tokens 200", "is not the address of a schema")]
    public void An_unresolvable_address_is_rejected_with_a_reason(string pointer, string reason) =>
        Assert.Contains(reason, Assert.Throws<ContractLoadException>(() => Contract.Load(Tokens, new ContractLoadOptions { Pointer = pointer })).Reason, StringComparison.Ordinal);

    [Fact]
    public void Only_schemas_reached_from_an_address_are_compiled_and_their_errors_are_repeated()
    {
        OpenApiContracts document = Load(Tokens);
        for (int i = 0; i < 3; i++)
        {
            Assert.True(document.GetContract("#/components/schemas/Owner").IsValid("{}"));
            Assert.Equal("/components/schemas/Broken/type", Assert.Throws<ContractLoadException>(() => document.GetContract("#/components/schemas/UsesBroken")).Pointer);
            Assert.Equal("/components/schemas/Broken/type", Assert.Throws<ContractLoadException>(() => document.GetContract("#/components/schemas/Broken")).Pointer);
            Assert.Equal("/components/schemas/BadAnnotation/title", Assert.Throws<ContractLoadException>(() => document.GetContract("#/components/schemas/BadAnnotation")).Pointer);
        }

        Assert.Same(document.GetContract("#/components/schemas/Owner"), document.GetContract("/components/schemas/Owner"));
    }

    [Fact]
    public void Operations_and_schemas_are_listed_in_document_order()
    {
        OpenApiContracts document = Load(Tokens);
        Assert.Equal("3.0", document.Version);
        Assert.Equal(["/v3", ""], document.BasePaths);
        Assert.Equal(["Token", "Secret", "Owner", "Broken", "UsesBroken", "BadAnnotation"], document.SchemaNames);
        Assert.Equal(["GET /tokens", "POST /tokens"], document.Operations.Select(static operation => operation.ToString()));
        OpenApiOperationContracts list = document.FindOperation("get", "/tokens")!;
        Assert.Equal("list", list.OperationId);
        Assert.Null(list.Request);
        Assert.Equal(["200", "4XX", "default"], list.Responses.Select(static response => response.Status));
        Assert.Equal("200", list.FindResponse(200)!.Status);
        Assert.Equal("4XX", list.FindResponse(404)!.Status);
        Assert.Equal("default", list.FindResponse(500)!.Status);
        Assert.Null(document.FindOperation("post", "/tokens")!.FindResponse(500));
        Assert.Equal(["application/problem+json"], list.FindResponse(404)!.MediaTypes);
        Assert.True(list.FindResponse(404)!.Describes("Application/Problem+JSON; charset=utf-8"));
        Assert.False(list.FindResponse(404)!.Describes("application/json"));
        Assert.Equal(document.BasePaths, list.BasePaths);
        Assert.Null(list.FindResponse(500)!.GetContract());
    }

    [Fact]
    public void The_servers_of_an_operation_or_a_path_take_precedence()
    {
        OpenApiContracts document = Load("""
            {
              "openapi": "3.2.0",
              "servers": [{ "url": "/document" }],
              "paths": {
                "/a": {
                  "servers": [{ "url": "https://example.com/path" }],
                  "get": { "servers": [{ "url": "//example.com/operation/" }] },
                  "put": { "servers": [] },
                  "additionalOperations": { "COPY": {} }
                },
                "/b": { "get": {} }
              }
            }
            """);

        Assert.Equal(["/operation", "/path", "/path", "/document"], document.Operations.Select(static operation => operation.BasePaths.Single()));
    }

    [Fact]
    public void A_request_reports_whether_its_body_is_required()
    {
        OpenApiContracts document = Load("""
            {
              "openapi": "3.0.0",
              "paths": {
                "/a": { "put": { "requestBody": { "$ref": "#/components/requestBodies/B" } }, "post": { "requestBody": { "content": {} } } }
              },
              "components": { "requestBodies": { "B": { "required": true, "content": { "text/*": {} } } } }
            }
            """);

        Assert.True(document.Operations[0].Request!.IsRequired);
        Assert.False(document.Operations[1].Request!.IsRequired);
        Assert.True(document.Operations[0].Request!.Describes("text/csv"));
        Assert.False(document.Operations[0].Request!.Describes("application/json"));
    }

    [Theory]
    [InlineData("application/json", "application/json; charset=utf-8", true)]
    [InlineData("application/json", "APPLICATION/JSON", true)]
    [InlineData("application/json", "application/problem+json", false)]
    [InlineData("application/*", "application/problem+json", true)]
    [InlineData("*/*", "application/json", true)]
    [InlineData("*/*", "text/plain", false)]
    [InlineData("text/plain", "text/plain", false)]
    [InlineData("application/json;odata=full", "application/json", true)]
    public void A_media_type_selects_the_schema(string declared, string received, bool isFound)
    {
        OpenApiContracts document = Load($$"""{"openapi":"3.1.0","paths":{"/a":{"get":{"responses":{"200":{"content":{"{{declared}}":{"schema":{"type":"object"} } } } } } } } }""");
        Assert.Equal(isFound, document.Operations[0].Responses[0].GetContract(received) is not null);
    }

    [Theory]
    [InlineData("""{"openapi":"3.1.0","components":{"schemas":{"T":{"type":["string","null"],"nullable":true}}}}""", "null", true)]
    [InlineData("""{"openapi":"3.0.0","components":{"schemas":{"T":{"type":"string","nullable":true}}}}""", "null", true)]
    [InlineData("""{"openapi":"3.1.0","jsonSchemaDialect":"http://json-schema.org/draft-04/schema#","components":{"schemas":{"T":{"type":"integer"}}}}""", "1.0", false)]
    [InlineData("""{"openapi":"3.1.0","jsonSchemaDialect":"http://json-schema.org/draft-04/schema#","components":{"schemas":{"T":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"integer"}}}}""", "1.0", true)]
    [InlineData("""{"openapi":"3.1.0","components":{"schemas":{"T":{"$schema":"http://json-schema.org/draft-04/schema#","type":"integer"}}}}""", "1.0", false)]
    [InlineData("""{"openapi":"3.1.0","components":{"schemas":{"T":{"$schema":"https://spec.openapis.org/oas/3.1/dialect/base","type":"integer"}}}}""", "1.0", true)]
    [InlineData("""{"openapi":"3.2.0","jsonSchemaDialect":"https://spec.openapis.org/oas/3.2/dialect/2025-09-17","components":{"schemas":{"T":{"type":"integer"}}}}""", "1.0", true)]
    public void The_document_determines_the_dialect_unless_the_schema_names_another(string document, string payload, bool isValid) =>
        Assert.Equal(isValid, Contract.Load(document, new ContractLoadOptions { Pointer = "#/components/schemas/T" }).IsValid(payload));

    [Fact]
    public void A_reference_into_a_document_is_evaluated_in_its_dialect()
    {
        var registry = new SchemaRegistry();
        registry.Add(new Uri("http://example.com/api.json"), Encoding.UTF8.GetBytes(Tokens));
        registry.Add(new Uri("http://example.com/plain.json"), """{"$defs":{"a":{"$ref":"api.json#/components/schemas/Token"}}}"""u8);
        Contract contract = Contract.Load("""{"properties":{"token":{"$ref":"http://example.com/plain.json#/$defs/a"}}}""", new ContractLoadOptions { Registry = registry });
        Assert.True(contract.IsValid("""{"token":{"id":"1","name":null,"secret":"s"}}"""));
        Assert.False(contract.IsValid("""{"token":{"id":"1","secret":"s"}}"""));
        string whole = Assert.Throws<ContractLoadException>(() => Contract.Load("""{"$ref":"http://example.com/api.json"}""", new ContractLoadOptions { Registry = registry })).Reason;
        Assert.Contains("refers to an OpenAPI 3.0 document, which is not a schema", whole, StringComparison.Ordinal);
    }

    [Fact]
    public void Identifiers_and_anchors_of_components_are_found()
    {
        const string Document = """
            {"openapi":"3.1.0","components":{"schemas":{
              "A":{"properties":{"b":{"$ref":"http://example.com/b"},"c":{"$ref":"#c"},"d":{"$ref":"#/components/schemas/B/properties/inner"}}},
              "B":{"$id":"http://example.com/b","type":"integer","properties":{"inner":{"$ref":"#local"}},"$defs":{"l":{"$anchor":"local","type":"boolean"}}},
              "C":{"$anchor":"c","type":"string"}}}}
            """;
        Contract contract = Contract.Load(Document, new ContractLoadOptions { Pointer = "#/components/schemas/A" });
        Assert.True(contract.IsValid("""{"b":1,"c":"x","d":true}"""));
        Assert.False(contract.IsValid("""{"b":"x"}"""));
        Assert.False(contract.IsValid("""{"c":1}"""));
        Assert.False(contract.IsValid("""{"d":1}"""));
        Assert.Equal("http://example.com/b", Contract.Load(Document, new ContractLoadOptions { Pointer = "#/components/schemas/B" }).Id);
    }

    [Fact]
    public void A_document_of_3_2_can_have_an_identifier()
    {
        const string Document = """
            {"openapi":"3.2.0","$self":"http://example.com/api","components":{"schemas":{"A":{"properties":{"b":{"$ref":"http://example.com/api#/components/schemas/B"}}},"B":{"type":"integer"}}},
             "paths":{"/a":{"query":{"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}}}},
                           "additionalOperations":{"COPY":{"responses":{}}}}}}
            """;
        OpenApiContracts document = Load(Document);
        Assert.False(document.GetContract("QUERY /a 200").IsValid("""{"b":"x"}"""));
        Assert.Equal(["QUERY /a", "COPY /a"], document.Operations.Select(static operation => operation.ToString()));
    }

    [Fact]
    public void A_plain_schema_also_has_addresses()
    {
        const string Schema = """{"$defs":{"a":{"$anchor":"a","type":"integer"},"broken":{"type":1}}}""";
        var options = new ContractLoadOptions { CheckMetaschema = false };
        Assert.False(Contract.Load(Schema, options with { Pointer = "#/$defs/a" }).IsValid("\"x\""));
        Assert.True(Contract.Load(Schema, options with { Pointer = "#a" }).IsValid("1"));
        Assert.Throws<ContractLoadException>(() => Contract.Load(Schema, options with { Pointer = "#/$defs/broken" }));
        Assert.Contains("not an OpenAPI document", Assert.Throws<ContractLoadException>(() => Contract.Load(Schema, options with { Pointer = "GET /a 200" })).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_threads_can_create_contracts_concurrently()
    {
        OpenApiContracts document = Load(Components(500));
        await Parallel.ForEachAsync(Enumerable.Range(0, 500), (i, _) =>
        {
            Contract contract = document.GetContract(string.Create(CultureInfo.InvariantCulture, $"#/components/schemas/C{i}"));
            Assert.True(contract.IsValid("""{"id":1,"next":{"id":2}}"""));
            Assert.False(contract.IsValid("""{"id":1,"next":{"id":"x"}}"""));
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public void The_work_is_linear_in_the_components()
    {
        Allocated(200);
        double[] work = [.. ((int[])[1_250, 2_500, 5_000]).Select(static n => (double)Allocated(n))];
        Assert.True(work[1] / work[0] < 2.4 && work[2] / work[1] < 2.4, string.Join(" ", work));

        static long Allocated(int n)
        {
            byte[] text = Encoding.UTF8.GetBytes(Components(n));
            long before = GC.GetAllocatedBytesForCurrentThread();
            var document = OpenApiContracts.Load(text);
            // Each refers to all that follow it.
            for (int i = 0; i < n; i++) document.GetContract(string.Create(CultureInfo.InvariantCulture, $"#/components/schemas/C{i}"));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void The_work_for_one_address_is_linear_in_what_it_reaches()
    {
        byte[] text = Encoding.UTF8.GetBytes(Components(5_000));
        var document = OpenApiContracts.Load(text);
        document.GetContract("#/components/schemas/C4990");
        long before = GC.GetAllocatedBytesForCurrentThread();
        document.GetContract("#/components/schemas/C4980");
        long few = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(few < 200_000, few.ToString(CultureInfo.InvariantCulture));
    }

    // A chain in which each schema refers to the next.
    private static string Components(int n)
    {
        IEnumerable<string> schemas = Enumerable.Range(0, n).Select(i =>
            $$$"""
            "C{{{i}}}":{"type":"object","required":["id"],"properties":{"id":{"type":"integer","format":"int64"},"text":{"type":"string","nullable":true},"next":{"$ref":"#/components/schemas/C{{{Math.Min(i + 1, n - 1)}}}"}} }
            """);
        return """{"openapi":"3.0.3","components":{"schemas":{""" + string.Join(",", schemas) + "}}}";
    }

    private static OpenApiContracts Load(string document) => OpenApiContracts.Load(Encoding.UTF8.GetBytes(document));
}
