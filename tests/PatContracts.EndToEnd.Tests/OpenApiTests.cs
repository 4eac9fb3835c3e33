using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>Uses an OpenAPI document as the source of contracts, with packed packages: in a build, on the command line, in a client and in a service.</summary>
public sealed class OpenApiTests(InstalledTool tool)
{
    private const string Yaml = """
        openapi: 3.0.3
        info: { title: Orders, version: '1' }
        paths:
          /orders:
            get:
              responses:
                '200':
                  description: The orders
                  content:
                    application/json:
                      schema:
                        type: array
                        items:
                          $ref: '#/components/schemas/Order'
            post:
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      $ref: '#/components/schemas/Order'
              responses:
                '201':
                  description: The order
                  content:
                    application/json:
                      schema:
                        $ref: '#/components/schemas/Order'
        components:
          schemas:
            Order:
              type: object
              required: [id, note]
              properties:
                id:
                  type: integer
                  format: int32
                  readOnly: true
                note:
                  type: string
                  nullable: true
        """;

    private const string Json = """
        {
          "openapi": "3.0.3",
          "paths": {
            "/orders": {
              "get": {
                "responses": { "200": { "content": { "application/json": { "schema": { "type": "array", "items": { "$ref": "#/components/schemas/Order" } } } } } }
              },
              "post": {
                "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Order" } } } }
              }
            }
          },
          "components": {
            "schemas": {
              "Order": {
                "type": "object",
                "required": ["id", "note"],
                "properties": {
                  "id": { "type": "integer", "format": "int32", "readOnly": true },
                  "note": { "type": "string", "nullable": true }
                }
              }
            }
          }
        }
        """;

    private const string Items = """
        <ItemGroup>
          <PatContractSchema Include="openapi.json" Pointer="#/components/schemas/Order" Name="order" />
          <PatContractSchema Include="openapi.json" Pointer="GET /orders 200" Name="orders" />
          <PatContractSchema Include="openapi.json" Pointer="POST /orders request" Name="order; new" />
          <PatContractPayload Include="one.json" Contract="order" />
          <PatContractPayload Include="all.json" Contract="orders" />
          <PatContractPayload Include="new.json" Contract="order; new" />
        </ItemGroup>
        """;

    [Fact]
    public void Build_items_refer_to_schemas_and_operations_of_a_document()
    {
        using Consumer consumer = new Consumer()
            .Write("openapi.json", Json)
            .Project("App.csproj", "net10.0", Items)
            .Write("Order.cs", """"
                using System.Text.Json;
                using PatContracts;

                [ContractModel("order")]
                public sealed class Order
                {
                    public int? Id { get; set; }

                    public string? Note { get; set; }

                    public static Order Incomplete() => new() { Id = 1 };

                    public static List<Order>? Literal() => JsonSerializer.Deserialize<List<Order>>("""[{"id":null,"note":null}]""", JsonSerializerOptions.Web);
                }
                """")
            .Write("one.json", """{ "id": 2147483648, "note": null }""")
            .Write("all.json", """[{ "id": 1, "note": null }, { "id": 2, "note": 2 }]""")
            .Write("new.json", """{ "note": null }""");
        consumer.Dotnet("build").Expect(0).Says(
            "Order.cs(11,41): warning PAT1001: Order lacks `note` when it is returned here",
            "Order.cs(13,95): warning PAT3001: The JSON violates contract `order`: Expected an integer, found null",
            "all.json(1,48): warning PAT3002: The payload violates contract `orders`: Expected a string or null, found a number",
            "one.json(1,9): warning PAT3002: The payload violates contract `order`: Expected a 32-bit integer");
    }

    [Fact]
    public void The_compiler_names_the_command_that_converts_a_YAML_document_and_its_output_is_a_contract()
    {
        using Consumer consumer = new Consumer()
            .Write("openapi.yaml", Yaml)
            .Write("one.json", """{ "note": null }""")
            .Project("App.csproj", "net10.0", Body("""Include="openapi.yaml" Pointer="#/components/schemas/Order" """));
        const string Command = "pat-contracts bundle \"openapi.yaml#/components/schemas/Order\" --output order.schema.json";
        consumer.Dotnet("build").Expect(0).Says(
            $"openapi.yaml(1,1): warning PAT4005: The contract cannot be compiled: The compiler does not read YAML; convert the contract: {Command}");

        consumer.Run(tool.Program, "bundle", "openapi.yaml#/components/schemas/Order", "--output", "order.schema.json").Expect(0);
        consumer.Project("App.csproj", "net10.0", Body("Include=\"order.schema.json\""));
        consumer.Dotnet("build").Expect(0).Says("one.json(1,1): warning PAT3002: The payload violates contract `order`: The required property \"id\" is missing");

        static string Body(string item) =>
            $"""<ItemGroup><PatContractSchema {item} Name="order" /><PatContractPayload Include="one.json" Contract="order" /></ItemGroup>""";
    }

    [Fact]
    public void The_command_takes_an_address_in_a_document()
    {
        using Consumer consumer = new Consumer()
            .Write("openapi.json", Json)
            .Write("openapi.yaml", Yaml)
            .Write("new.yaml", Yaml.Replace("        nullable: true", "        maxLength: 9", StringComparison.Ordinal))
            .Write("orders.json", """[{"id":1,"note":null},{"note":null}]""")
            .Write("orders.yaml", "- id: 1\n  note: null\n- note: null\n");
        const string Missing = "error schema/required: The required property \"id\" is missing";
        Assert.Equal($"orders.json:1:23: {Missing} (at /1)", consumer.Run(tool.Program, "check", "orders.json", "--schema", "openapi.yaml#GET /orders 200").Expect(1).FirstLine);
        Assert.Equal($"orders.json:1:23: {Missing} (at /1)", consumer.Run(tool.Program, "check", "orders.json", "--schema", "openapi.json#GET /orders 200").Expect(1).FirstLine);
        Assert.Equal($"orders.yaml:3:3: {Missing} (at /1)", consumer.Run(tool.Program, "check", "orders.yaml", "--schema", "openapi.yaml#GET /orders 200").Expect(1).FirstLine);
        Assert.Equal(
            "breaks writers  /note: null is no longer allowed",
            consumer.Run(tool.Program, "diff", "openapi.yaml#/components/schemas/Order", "new.yaml#/components/schemas/Order", "--fail-on", "breaking").Expect(1).FirstLine);
        Assert.Contains(
            "name a schema in it, for example #/components/schemas/Order",
            consumer.Run(tool.Program, "check", "orders.json", "--schema", "openapi.yaml").Expect(4).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_and_its_client_validate_every_operation_of_a_document()
    {
        using Consumer consumer = new Consumer()
            .Write("openapi.yaml", Yaml)
            .Project(
                "App.csproj",
                "net10.0",
                """<ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /><None Update="openapi.yaml" CopyToOutputDirectory="PreserveNewest" /></ItemGroup>""",
                "PatContracts PatContracts.Http PatContracts.AspNetCore PatContracts.Yaml",
                "<OutputType>Exe</OutputType>")
            .Write("Program.cs", """
                using System.Text;
                using Microsoft.AspNetCore.Builder;
                using Microsoft.AspNetCore.Http;
                using Microsoft.Extensions.DependencyInjection;
                using Microsoft.Extensions.Logging;
                using PatContracts.Http;
                using PatContracts.Yaml;

                var document = new OpenApiDocumentOptions { Converter = YamlConverter.Instance };
                string path = Path.Combine(AppContext.BaseDirectory, "openapi.yaml");
                WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
                builder.Logging.ClearProviders();
                builder.Services.AddPatContracts(options => options.AddOpenApiDocument(path, document));
                builder.Services.AddHttpClient("orders").AddPatContractHandler(options =>
                {
                    options.Mode = PatContractMode.Reject;
                    options.AddOpenApiDocument(path, document);
                });
                WebApplication app = builder.Build();
                app.Urls.Add("http://127.0.0.1:0");
                app.UseOpenApiContracts();
                app.MapGet("/orders", (string note) => Results.Text($"[{{\"id\":1,\"note\":{note}}}]", "application/json"));
                app.MapPost("/orders", () => Results.Text("{\"id\":1,\"note\":null}", "application/json", statusCode: 201));
                await app.StartAsync();

                HttpClient client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient("orders");
                client.BaseAddress = new Uri(app.Urls.First());
                Console.WriteLine(await client.GetStringAsync("/orders?note=null"));
                try
                {
                    await client.GetStringAsync("/orders?note=7");
                }
                catch (PatContractResponseException exception)
                {
                    Console.WriteLine($"{exception.Contract}: {exception.Findings[0].Rule} {exception.Findings[0].InstancePointer}");
                }

                foreach (string order in (string[])["{\"note\":null}", "{\"note\":7}"])
                {
                    HttpResponseMessage response = await client.PostAsync("/orders", new StringContent(order, Encoding.UTF8, "application/json"));
                    Console.WriteLine((int)response.StatusCode);
                }

                await app.StopAsync();
                """);
        consumer.Dotnet("build").Expect(0).Says();
        Assert.Equal(
            """
            [{"id":1,"note":null}]
            GET /orders 200: schema/type /0/note
            201
            400
            """.ReplaceLineEndings(),
            consumer.Dotnet("run", "--no-build").Expect(0).Output.Trim().ReplaceLineEndings());
    }
}
