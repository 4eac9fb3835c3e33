using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.AspNetCore.Tests;

/// <summary>The OpenAPI document of the framework contains the contract as the schema of the request body.</summary>
public sealed class OpenApiTests
{
    private const string Tree = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "https://contracts.example/tree",
          "type": "object",
          "required": ["label"],
          "properties": { "label": { "$ref": "#/$defs/label" }, "children": { "type": "array", "items": { "$ref": "#" } } },
          "$defs": { "label": { "type": "string", "minLength": 3 } }
        }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_contract_is_a_component_that_the_request_bodies_of_its_endpoints_refer_to()
    {
        JsonElement document = await DocumentAsync(options => options.AddContract("tree", Contract.Load(Tree)), app =>
        {
            app.MapPost("/bound", (Profile _) => "").WithContract("tree");
            app.MapPut("/bound", (Profile _) => "").WithContract("tree");
            app.MapPost("/without", (Profile _) => "");
        });

        foreach (string method in new[] { "post", "put" }) Assert.Equal("#/components/schemas/tree", BodySchema(document, "/bound", method).GetProperty("$ref").GetString());
        Assert.Equal("#/components/schemas/Profile", BodySchema(document, "/without", "post").GetProperty("$ref").GetString());
        JsonElement schemas = document.GetProperty("components").GetProperty("schemas");
        JsonElement tree = schemas.GetProperty("tree");
        Assert.Equal("label", tree.GetProperty("required")[0].GetString());
        Assert.Equal("#/components/schemas/tree.label", tree.GetProperty("properties").GetProperty("label").GetProperty("$ref").GetString());
        Assert.Equal("#/components/schemas/tree", tree.GetProperty("properties").GetProperty("children").GetProperty("items").GetProperty("$ref").GetString());
        Assert.False(tree.TryGetProperty("$defs", out _));
        Assert.Equal(3, schemas.GetProperty("tree.label").GetProperty("minLength").GetInt32());
        Assert.Equal(["200", "400", "413", "415"], document.GetProperty("paths").GetProperty("/bound").GetProperty("post").GetProperty("responses").EnumerateObject().Select(response => response.Name));
    }

    [Fact]
    public async Task The_document_also_contains_the_contract_of_an_action()
    {
        JsonElement document = await DocumentAsync(
            _ => { },
            app => app.MapControllers(),
            services => services.AddControllers().AddApplicationPart(typeof(ProfilesController).Assembly));

        Assert.Equal("#/components/schemas/profile", BodySchema(document, "/controllers/with", "post").GetProperty("$ref").GetString());
        Assert.Equal("string", document.GetProperty("components").GetProperty("schemas").GetProperty("profile").GetProperty("properties").GetProperty("name").GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_contract_that_refers_to_other_documents_does_not_replace_the_schema_of_the_type()
    {
        var registry = new SchemaRegistry();
        registry.Add(new Uri("https://contracts.example/other"), """{"type":"string"}"""u8.ToArray());
        Contract contract = Contract.Load(
            """{"$id":"https://contracts.example/one","properties":{"name":{"$ref":"other"}}}""", new ContractLoadOptions { Registry = registry });

        JsonElement document = await DocumentAsync(options => options.AddContract("outside", contract), app =>
            app.MapPost("/bound", (Profile _) => "").WithContract("outside"));

        Assert.Equal("#/components/schemas/Profile", BodySchema(document, "/bound", "post").GetProperty("$ref").GetString());
    }

    [Fact]
    public async Task A_reference_next_to_other_keywords_stays_in_the_component()
    {
        Contract contract = Contract.Load("""{"$ref":"#/$defs/named","required":["name"],"$defs":{"named":{"type":"object"}}}""");

        JsonElement document = await DocumentAsync(options => options.AddContract("both", contract), app => app.MapPost("/bound", (Profile _) => "").WithContract("both"));

        JsonElement schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.Equal("object", schemas.GetProperty("both.named").GetProperty("type").GetString());
        Assert.Equal("#/components/schemas/both", BodySchema(document, "/bound", "post").GetProperty("$ref").GetString());
        Assert.Contains("name", schemas.GetProperty("both").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_in_an_OpenAPI_document_is_a_component_without_the_rest_of_its_document()
    {
        OpenApiContracts api = OpenApiContracts.Load(
            """
            {
              "openapi": "3.1.0",
              "info": { "title": "Orders", "version": "1" },
              "paths": { "/orders": { "post": { "responses": {}, "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Order" } } } } } } },
              "components": {
                "schemas": {
                  "Order": { "type": "object", "required": ["line"], "properties": { "line": { "$ref": "#/components/schemas/Line" }, "parts": { "type": "array", "items": { "$ref": "#/components/schemas/Order" } } } },
                  "Line": { "type": "string", "minLength": 3 },
                  "Other": { "type": "integer" }
                }
              }
            }
            """u8);

        JsonElement document = await DocumentAsync(options => options.AddContract("order", api.GetContract("#/components/schemas/Order")), app =>
            app.MapPost("/bound", (Profile _) => "").WithContract("order"));

        Assert.Equal("#/components/schemas/order", BodySchema(document, "/bound", "post").GetProperty("$ref").GetString());
        JsonElement schemas = document.GetProperty("components").GetProperty("schemas");
        JsonElement order = schemas.GetProperty("order");
        Assert.Equal("line", order.GetProperty("required")[0].GetString());
        Assert.Equal("#/components/schemas/order.Line", order.GetProperty("properties").GetProperty("line").GetProperty("$ref").GetString());
        Assert.Equal("#/components/schemas/order", order.GetProperty("properties").GetProperty("parts").GetProperty("items").GetProperty("$ref").GetString());
        Assert.Equal(["order", "order.Line"], schemas.EnumerateObject().Select(schema => schema.Name).Where(name => name.StartsWith("order", StringComparison.Ordinal)).Order());
    }

    private static JsonElement BodySchema(JsonElement document, string path, string method) =>
        document.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");

    private static async Task<JsonElement> DocumentAsync(Action<PatContractsOptions> configure, Action<WebApplication> build, Action<IServiceCollection>? more = null)
    {
        await using RequestHost host = await RequestHost.StartAsync(
            configure,
            app =>
            {
                app.MapOpenApi();
                build(app);
            },
            services =>
            {
                services.AddOpenApi(options => options.AddPatContracts());
                more?.Invoke(services);
            });
        using JsonDocument document = JsonDocument.Parse(await host.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancel));
        return document.RootElement.Clone();
    }
}
