using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PatContracts.Schema;
using PatContracts.Yaml;
using Xunit;

namespace PatContracts.Http.Tests;

/// <summary>Each response is validated against the schema of its operation, status and media type.</summary>
public sealed class OpenApiDocumentTests
{
    private const string Document = """
        {
          "openapi": "3.1.0",
          "info": { "title": "Tins", "version": "1" },
          "servers": [{ "url": "https://api.example.com/v3" }, { "url": "https://{tenant}.example.com/v3/" }],
          "paths": {
            "/tins": {
              "get": {
                "responses": {
                  "200": {
                    "description": "all",
                    "content": {
                      "application/json": { "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Tin" } } },
                      "application/vnd.count+json": { "schema": { "type": "integer" } },
                      "text/csv": {}
                    }
                  },
                  "4XX": { "$ref": "#/components/responses/Error" },
                  "default": { "description": "other", "content": { "application/json": { "schema": { "const": "other" } } } }
                }
              },
              "post": {
                "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Tin" } } } },
                "responses": {
                  "201": { "description": "created", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Tin" } } } },
                  "204": { "description": "nothing" }
                }
              }
            },
            "/tins/mine": { "get": { "responses": { "200": { "description": "one", "content": { "*/*": { "schema": { "const": "mine" } } } } } } },
            "/tins/{id}": {
              "get": {
                "responses": { "200": { "description": "one", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Tin" } } } } }
              },
              "delete": { "responses": { "200": { "description": "gone", "content": { "application/json": { "schema": { "const": "gone" } } } } } }
            },
            "/tins/{id}/label.{format}": {
              "get": { "responses": { "200": { "description": "text", "content": { "text/plain": { "schema": { "type": "string" } } } } } }
            },
            "/elsewhere": {
              "servers": [{ "url": "/other" }],
              "get": { "responses": { "200": { "description": "one", "content": { "application/json": { "schema": { "const": 1 } } } } } }
            }
          },
          "components": {
            "responses": {
              "Error": { "description": "error", "content": { "application/json": { "schema": { "type": "object", "required": ["detailCode"] } } } }
            },
            "schemas": { "Tin": { "type": "object", "required": ["id"], "properties": { "id": { "type": "string" } } } }
          }
        }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/v3/tins", "{}", "GET /tins 200", "/v3/tins", "schema/type")]
    [InlineData("GET", "/v3/tins/", """[{"id":"a"},{}]""", "GET /tins 200", "/v3/tins", "schema/required")]
    [InlineData("GET", "/v3/tins/mine", "7", "GET /tins/mine 200", "/v3/tins/mine", "schema/const")]
    [InlineData("GET", "/v3/tins/yours", "{}", "GET /tins/{id} 200", "/v3/tins/{id}", "schema/required")]
    [InlineData("DELETE", "/v3/tins/mine", "7", "DELETE /tins/{id} 200", "/v3/tins/{id}", "schema/const")]
    [InlineData("GET", "/other/elsewhere", "2", "GET /elsewhere 200", "/other/elsewhere", "schema/const")]
    public async Task The_operation_of_a_request_determines_the_contract(string method, string path, string json, string contract, string template, string rule)
    {
        await using HandlerHost host = await StartAsync(json);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.SendAsync(request, Cancel));

        Assert.Equal((contract, template, rule), (exception.Contract, exception.Route, exception.Findings[0].Rule));
    }

    [Theory]
    [InlineData("GET", "/v3/tins", """[{"id":"a"}]""")]
    [InlineData("GET", "/v3/tins/mine", "\"mine\"")]
    [InlineData("GET", "/v3/tins/%6Dine", "\"mine\"")]
    [InlineData("GET", "/v3/tins/a%2Fb", """{"id":"a/b"}""")]
    public async Task A_response_that_conforms_is_passed_on(string method, string path, string json)
    {
        await using HandlerHost host = await StartAsync(json);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));

        using HttpResponseMessage response = await host.Client.SendAsync(request, Cancel);

        Assert.Equal(json, await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal([1008], host.Logs.Ids);
    }

    [Theory]
    [InlineData("GET", "/tins")]
    [InlineData("GET", "/v3/elsewhere")]
    [InlineData("PUT", "/v3/tins")]
    [InlineData("POST", "/v3/tins")]
    [InlineData("GET", "/v3/tins/1/label.txt")]
    [InlineData("GET", "/v3/tins/1/2")]
    public async Task Responses_without_a_JSON_schema_in_the_document_are_not_validated(string method, string path)
    {
        await using HandlerHost host = await StartAsync("7");
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));

        using HttpResponseMessage response = await host.Client.SendAsync(request, Cancel);

        Assert.Equal("7", await response.Content.ReadAsStringAsync(Cancel));
        Assert.Empty(host.Logs.Ids);
    }

    [Theory]
    [InlineData(200, "application/vnd.count+json; charset=utf-8", "7", 1008)]
    [InlineData(200, "text/csv", "id", 0)]
    [InlineData(404, "application/json", """{"detailCode":"404"}""", 1008)]
    [InlineData(503, "application/json", "\"other\"", 1008)]
    public async Task Status_and_media_type_determine_the_schema(int status, string contentType, string body, int log)
    {
        await using HandlerHost host = await StartAsync(HandlerHost.Json(body, status, contentType));

        using HttpResponseMessage response = await host.Client.GetAsync(new Uri("/v3/tins", UriKind.Relative), Cancel);

        Assert.Equal(body, await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(log == 0 ? [] : [log], host.Logs.Ids);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/problem+json")]
    public async Task A_media_type_that_the_document_does_not_declare_is_rejected_in_Reject(string contentType)
    {
        await using HandlerHost host = await StartAsync(HandlerHost.Json("[]", contentType: contentType));

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(
            () => host.Client.GetStringAsync(new Uri("/v3/tins", UriKind.Relative), Cancel));

        Assert.Equal("http/content-type", exception.Findings[0].Rule);
    }

    /// <summary>The caller or a retry policy needs the status of a failure.</summary>
    [Theory]
    [InlineData(404, "application/json", "{}", 1001, "GET /tins 4XX")]
    [InlineData(503, "application/json", "7", 1001, "GET /tins default")]
    [InlineData(502, "text/html", "<html>", 1007, null)]
    public async Task An_error_response_is_reported_and_passed_on(int status, string contentType, string body, int log, string? violation)
    {
        await using HandlerHost host = await StartAsync(HandlerHost.Json(body, status, contentType));

        using HttpResponseMessage response = await host.Client.GetAsync(new Uri("/v3/tins", UriKind.Relative), Cancel);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync(Cancel));
        Assert.Contains(log, host.Logs.Ids);
        Assert.Equal(violation, host.LastViolation?.Contract);
    }

    [Fact]
    public async Task A_created_resource_is_never_withheld()
    {
        await using HandlerHost host = await StartAsync(HandlerHost.Json("{}", 201));

        using HttpResponseMessage response = await host.Client.PostAsync(new Uri("/v3/tins", UriKind.Relative), null, Cancel);

        Assert.Equal("{}", await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(("POST /tins 201", false), (host.LastViolation!.Contract, host.LastViolation.Rejected));
    }

    [Fact]
    public async Task A_response_without_a_body_is_not_invalid()
    {
        await using HandlerHost host = await StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Method == "POST" ? 204 : 304;
            return Task.CompletedTask;
        });

        using HttpResponseMessage posted = await host.Client.PostAsync(new Uri("/v3/tins", UriKind.Relative), null, Cancel);
        using HttpResponseMessage unchanged = await host.Client.GetAsync(new Uri("/v3/tins", UriKind.Relative), Cancel);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotModified), (posted.StatusCode, unchanged.StatusCode));
        Assert.Empty(host.Logs.Ids);
    }

    /// <summary>If the document of a service describes the token operations, the special treatment of these operations still applies.</summary>
    [Fact]
    public async Task A_document_takes_precedence_over_the_default_routes_and_a_secret_is_not_withheld()
    {
        const string Tokens = """
            {"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{"/v3/personal-access-tokens":{
              "post":{"responses":{"200":{"description":"ok","content":{"application/json":{"schema":{"required":["mark"]}}}}}},
              "get":{"responses":{"200":{"description":"ok","content":{"application/json":{"schema":{"type":"array"}}}}}}}}}
            """;
        await using HandlerHost host = await HandlerHost.StartAsync(
            context => HandlerHost.Json(context.Request.Method == "POST" ? """{"secret":"s"}""" : """[{"id":"a","secret":"s"}]""")(context),
            options =>
            {
                options.Mode = PatContractMode.Reject;
                options.Checks = PatCheckOptions.Default;
                options.AddOpenApiDocument(OpenApiContracts.Load(Encoding.UTF8.GetBytes(Tokens)));
            });
        var path = new Uri("/v3/personal-access-tokens", UriKind.Relative);

        using HttpResponseMessage created = await host.Client.PostAsync(path, null, Cancel);
        Assert.Equal("""{"secret":"s"}""", await created.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("POST /v3/personal-access-tokens 200", host.LastViolation!.Contract);
        PatContractResponseException leaked = await Assert.ThrowsAsync<PatContractResponseException>(() => host.Client.GetStringAsync(path, Cancel));
        Assert.Equal("GET /v3/personal-access-tokens 200", leaked.Contract);
        Assert.Contains(leaked.Findings, finding => finding.Rule == "pat/secret-in-response");
    }

    [Fact]
    public async Task Configured_routes_take_precedence_and_can_specify_a_status()
    {
        await using HandlerHost host = await HandlerHost.StartAsync(
            context => HandlerHost.Json("7", int.Parse(context.Request.Query["s"]!, System.Globalization.CultureInfo.InvariantCulture))(context),
            options =>
            {
                options.Mode = PatContractMode.Observe;
                options.AddOpenApiDocument(OpenApiContracts.Load(Encoding.UTF8.GetBytes(Document)));
                options.Contracts.Add("own", Contract.Load("false"));
                options.Routes.Add(new PatContractRoute { Path = "/v3/tins", Status = "404", Contract = "own" });
                options.Routes.Add(new PatContractRoute { Path = "/v3/tins/mine", Status = "4XX", Contract = "own" });
                options.Routes.Add(new PatContractRoute { Path = "/v3/{any}/yours", Status = "default", Contract = "own" });
            });

        foreach ((string path, string contract) in new[]
        {
            ("/v3/tins?s=404", "own"), ("/v3/tins?s=403", "GET /tins 4XX"), ("/v3/tins?s=500", "GET /tins default"),
            ("/v3/tins/mine?s=410", "own"), ("/v3/tins/mine?s=200", "GET /tins/mine 200"), ("/v3/tins/yours?s=500", "own"),
        })
        {
            using HttpResponseMessage response = await host.Client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            Assert.Equal(contract, host.LastViolation!.Contract);
        }
    }

    [Fact]
    public async Task A_document_can_have_a_separate_base_path_and_mode()
    {
        await using HandlerHost host = await HandlerHost.StartAsync(HandlerHost.Json("7"), options =>
        {
            OpenApiContracts document = OpenApiContracts.Load(Encoding.UTF8.GetBytes(Document));
            options.Mode = PatContractMode.Off;
            options.AddOpenApiDocument(document, new OpenApiDocumentOptions { BasePath = "/gateway/v3/", Mode = PatContractMode.Reject });
            options.AddOpenApiDocument(document, new OpenApiDocumentOptions { BasePath = "", Mode = PatContractMode.Observe });
        });

        PatContractResponseException exception = await Assert.ThrowsAsync<PatContractResponseException>(
            () => host.Client.GetStringAsync(new Uri("/gateway/v3/tins", UriKind.Relative), Cancel));
        Assert.Equal("/gateway/v3/tins", exception.Route);
        Assert.Equal("7", await host.Client.GetStringAsync(new Uri("/tins", UriKind.Relative), Cancel));
        Assert.Equal("/tins", host.LastViolation!.Route);
        host.Logs.Clear();
        Assert.Equal("7", await host.Client.GetStringAsync(new Uri("/v3/tins", UriKind.Relative), Cancel));
        Assert.Equal("7", await host.Client.GetStringAsync(new Uri("/v3/personal-access-tokens", UriKind.Relative), Cancel));
        Assert.Empty(host.Logs.Ids);
    }

    [Fact]
    public async Task A_YAML_file_is_read_with_a_converter_and_can_refer_to_files_in_its_folder()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tin.yaml", "type: object\nrequired: [id]\n");
        string path = folder.Write("openapi.yaml", """
            openapi: 3.0.3
            info: { title: Tins, version: '1' }
            paths:
              /tins/{id}:
                get:
                  responses:
                    '200':
                      description: one
                      content:
                        application/json:
                          schema: { $ref: tin.yaml }
            """);
        await using HandlerHost host = await HandlerHost.StartAsync(HandlerHost.Json("{}"), options =>
            options.AddOpenApiDocument(path, new OpenApiDocumentOptions { Converter = YamlConverter.Instance }));

        await host.Client.GetStringAsync(new Uri("/tins/7", UriKind.Relative), Cancel);

        Assert.Equal(("GET /tins/{id} 200", "schema/required"), (host.LastViolation!.Contract, host.LastViolation.Rule));
    }

    [Fact]
    public void All_problems_of_the_documents_are_reported_at_once()
    {
        using var folder = new TemporaryFolder();
        string yaml = folder.Write("openapi.yaml", "openapi: 3.0.3\n");
        string swagger = folder.Write("swagger.json", """{"swagger":"2.0"}""");
        string broken = folder.Write("broken.json", """
            {"openapi":"3.1.0","paths":{"/a":{"get":{"responses":{
              "200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Missing"}},"application/x+json":{"schema":{"type":"text"}}}},
              "404":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Missing"}}}}}}}}}
            """);
        string empty = folder.Write("empty.json", """{"openapi":"3.1.0","paths":{"/a":{"get":{"responses":{"200":{"content":{"text/plain":{}}}}}}}}""");
        var options = new PatContractHandlerOptions { MaxBodyBytes = 0 };
        options.AddOpenApiDocument("nowhere.json").AddOpenApiDocument(yaml).AddOpenApiDocument(swagger).AddOpenApiDocument(broken).AddOpenApiDocument(empty);
        options.AddOpenApiDocument(
            OpenApiContracts.Load(Encoding.UTF8.GetBytes(Document)), new OpenApiDocumentOptions { BasePath = "v3", Mode = (PatContractMode)7 });
        options.Contracts.Add("own", Contract.Load("true"));
        options.Routes.Add(new PatContractRoute { Path = "/a", Contract = "own", Status = "6XX" });

        string[] failures = [.. Assert.Throws<OptionsValidationException>(() => new PatContractHandler(options)).Failures];

        string all = string.Join('\n', failures);
        Assert.True(failures.Length == 11, all);
        Assert.Contains($"OpenAPI document {yaml}:1:1: ", all, StringComparison.Ordinal);
        Assert.Contains("OpenAPI document nowhere.json: Could not find", all, StringComparison.Ordinal);
        Assert.Contains("set Converter to YamlConverter.Instance (package PatContracts.Yaml)", all, StringComparison.Ordinal);
        Assert.Contains("Swagger 2.0 documents are not supported", all, StringComparison.Ordinal);
        Assert.Equal(2, failures.Count(failure => failure.Contains("Missing", StringComparison.Ordinal)));
        Assert.Single(failures, failure => failure.Contains("broken.json:2:", StringComparison.Ordinal) && failure.Contains("/type", StringComparison.Ordinal));
        Assert.Contains("empty.json: no operation has a JSON schema for a response, so nothing would be validated", all, StringComparison.Ordinal);
        Assert.Contains("(in memory): BasePath must begin with '/'", all, StringComparison.Ordinal);
        Assert.Contains("(in memory): Mode must be Observe, Reject or Off", all, StringComparison.Ordinal);
        Assert.Contains("Routes:0:Status must be a status (404), a range (4XX) or default", all, StringComparison.Ordinal);
    }

    private static Task<HandlerHost> StartAsync(string json) => StartAsync(HandlerHost.Json(json));

    private static Task<HandlerHost> StartAsync(RequestDelegate respond) => HandlerHost.StartAsync(respond, options =>
    {
        options.Mode = PatContractMode.Reject;
        options.AddOpenApiDocument(OpenApiContracts.Load(Encoding.UTF8.GetBytes(Document)));
    });
}
