using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;
using PatContracts.Http;
using PatContracts.Schema;
using PatContracts.Yaml;
using Xunit;

namespace PatContracts.AspNetCore.Tests;

/// <summary>The body of each request is validated against the schema of its operation.</summary>
public sealed class OpenApiDocumentTests
{
    private const string Document = """
        {
          "openapi": "3.0.3",
          "info": { "title": "Tins", "version": "1" },
          "servers": [{ "url": "https://api.example.com/v3" }],
          "paths": {
            "/tins/{id}": {
              "put": {
                "requestBody": { "$ref": "#/components/requestBodies/Tin" },
                "responses": { "200": { "description": "ok" } }
              },
              "patch": {
                "requestBody": {
                  "content": {
                    "application/merge-patch+json": { "schema": { "type": "object", "maxProperties": 1 } },
                    "multipart/form-data": { "schema": { "type": "object" } }
                  }
                },
                "responses": { "200": { "description": "ok" } }
              },
              "post": { "requestBody": { "content": { "text/plain": {} } }, "responses": { "200": { "description": "ok" } } }
            }
          },
          "components": {
            "requestBodies": { "Tin": { "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Tin" } } } } },
            "schemas": {
              "Tin": {
                "type": "object",
                "required": ["id", "name"],
                "properties": { "id": { "type": "string", "readOnly": true }, "name": { "type": "string", "nullable": true } }
              }
            }
          }
        }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/v3/tins/7")]
    [InlineData("/tins/7")]
    public async Task The_operation_of_a_request_determines_the_contract(string path)
    {
        await using RequestHost host = await StartAsync();

        using HttpResponseMessage valid = await SendAsync(host, HttpMethod.Put, path, """{"name":null}""");
        using HttpResponseMessage violating = await SendAsync(host, HttpMethod.Put, path, """{"name":"canary","id":7}""");

        Assert.Equal(HttpStatusCode.OK, valid.StatusCode);
        Assert.Equal(["""{"name":null}"""], host.Seen);
        JsonElement problem = await RequestHost.ProblemAsync(violating);
        Assert.Equal((HttpStatusCode.BadRequest, "PUT /tins/{id} request"), (violating.StatusCode, problem.GetProperty("contract").GetString()));
        Assert.Equal("#/id", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.DoesNotContain("canary", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains(host.Logs.Entries, entry => entry.Id == 1102 && entry.Message.Contains($"PUT {Template(path)} was rejected", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PATCH", "application/merge-patch+json", """{"a":1}""", 200)]
    [InlineData("PATCH", "application/merge-patch+json", """{"a":1,"b":2}""", 400)]
    [InlineData("PATCH", "multipart/form-data; boundary=x", "--x--", 200)]
    [InlineData("PATCH", "application/json", """{"a":1}""", 415)]
    [InlineData("PATCH", "text/plain", "a", 415)]
    [InlineData("PATCH", null, null, 200)]
    [InlineData("PUT", null, null, 400)]
    [InlineData("POST", "application/json", "}", 200)]
    [InlineData("DELETE", null, null, 200)]
    [InlineData("GET", "application/json", "}", 200)]
    public async Task The_document_determines_media_types_and_required_bodies(string method, string? contentType, string? body, int status)
    {
        await using RequestHost host = await StartAsync();

        using HttpResponseMessage response = await SendAsync(host, new HttpMethod(method), "/v3/tins/7", body, contentType);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? [body ?? ""] : [], host.Seen);
    }

    [Fact]
    public async Task A_document_can_have_a_separate_mode_and_base_path()
    {
        await using RequestHost host = await StartAsync(options => options.AddOpenApiDocument(
            OpenApiContracts.Load(Encoding.UTF8.GetBytes(Document)), new OpenApiDocumentOptions { BasePath = "/api", Mode = PatContractMode.Observe }));

        using HttpResponseMessage observed = await SendAsync(host, HttpMethod.Put, "/api/tins/7", "7");
        using HttpResponseMessage other = await SendAsync(host, HttpMethod.Put, "/tins/7", "7");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (observed.StatusCode, other.StatusCode));
        Assert.Single(host.Logs.Ids, id => id == 1101);
    }

    [Fact]
    public async Task The_contract_of_an_endpoint_also_applies()
    {
        await using RequestHost host = await StartAsync(build: app => app.MapPut("/tins/{id}", () => "bound").WithContract("profile"));

        using HttpResponseMessage byDocument = await SendAsync(host, HttpMethod.Put, "/tins/7", "{}");
        using HttpResponseMessage byEndpoint = await SendAsync(host, HttpMethod.Put, "/tins/7", """{"name":null}""");
        using HttpResponseMessage valid = await SendAsync(host, HttpMethod.Put, "/tins/7", """{"name":"n"}""");

        Assert.Equal("PUT /tins/{id} request", (await RequestHost.ProblemAsync(byDocument)).GetProperty("contract").GetString());
        Assert.Equal("profile", (await RequestHost.ProblemAsync(byEndpoint)).GetProperty("contract").GetString());
        Assert.Equal("bound", await valid.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task An_unused_document_prevents_the_host_from_starting()
    {
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => RequestHost.StartAsync(options => options.AddOpenApiDocument(OpenApiContracts.Load(Encoding.UTF8.GetBytes(Document)))));

        Assert.Contains("app.UseOpenApiContracts()", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_problems_of_the_documents_are_reported_at_once()
    {
        using var folder = new TemporaryFolder();
        string broken = folder.Write("broken.yaml", """
            openapi: 3.1.0
            paths:
              /a:
                post: { requestBody: { content: { application/json: { schema: { type: text } } } } }
                put: { requestBody: { $ref: '#/components/requestBodies/Missing' } }
            """);

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() => RequestHost.StartAsync(options => options
            .AddOpenApiDocument(broken, new OpenApiDocumentOptions { Converter = YamlConverter.Instance })
            .AddOpenApiDocument(broken)
            .AddOpenApiDocument("nowhere.json")));

        Assert.Equal(4, exception.Failures.Count());
        Assert.Contains("broken.yaml:4:", exception.Message, StringComparison.Ordinal);
        Assert.Contains("broken.yaml:5:", exception.Message, StringComparison.Ordinal);
        Assert.Contains("YamlConverter.Instance", exception.Message, StringComparison.Ordinal);
        Assert.Contains("nowhere.json", exception.Message, StringComparison.Ordinal);
    }

    private static string Template(string path) => path.Replace("7", "{id}", StringComparison.Ordinal);

    private static Task<HttpResponseMessage> SendAsync(RequestHost host, HttpMethod method, string path, string? body, string? contentType = "application/json")
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return host.Client.SendAsync(request, Cancel);
    }

    /// <summary>Starts a host whose other endpoints respond with the request body.</summary>
    private static async Task<RequestHost> StartAsync(Action<PatContractsOptions>? configure = null, Action<WebApplication>? build = null)
    {
        RequestHost? host = null;
        return host = await RequestHost.StartAsync(
            configure ?? (options => options.AddOpenApiDocument(OpenApiContracts.Load(Encoding.UTF8.GetBytes(Document)))),
            app =>
            {
                app.UseOpenApiContracts();
                build?.Invoke(app);
                app.Map("/tins/{id}", context => host!.EchoAsync(context));
                app.Map("/v3/tins/{id}", context => host!.EchoAsync(context));
                app.MapFallback(context => host!.EchoAsync(context));
            });
    }
}
