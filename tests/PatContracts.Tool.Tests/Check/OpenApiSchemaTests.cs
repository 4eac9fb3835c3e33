using PatContracts.Tool.Tests.Support;

namespace PatContracts.Tool.Tests.Check;

/// <summary>Schemas from OpenAPI documents, in JSON and YAML, on the command line.</summary>
public sealed class OpenApiSchemaTests
{
    private const string Document = """
        openapi: 3.0.3
        paths:
          /orders:
            get:
              responses:
                '200':
                  description: ''
                  content:
                    application/json:
                      schema:
                        type: array
                        items:
                          $ref: schemas/order.yaml
        components:
          schemas:
            Order:
              $ref: schemas/order.yaml
        """;

    private const string Order = "type: object\nrequired: [id]\nproperties:\n  id:\n    type: integer\n  note:\n    type: string\n    nullable: true\n";

    [Theory]
    [InlineData("openapi.yaml#/components/schemas/Order", """{"id":1,"note":null}""", 0)]
    [InlineData("openapi.yaml#/components/schemas/Order", """{"note":null}""", 1)]
    [InlineData("openapi.yaml#GET /orders 200", """[{"id":1,"note":null}]""", 0)]
    [InlineData("openapi.yaml#GET /orders 200", """{"id":1}""", 1)]
    public void An_address_after_the_file_selects_the_schema(string schema, string payload, int exitCode)
    {
        using TemporaryFolder folder = Folder();
        folder.Write("order.json", payload);
        (string file, string address) = (schema[..schema.IndexOf('#', StringComparison.Ordinal)], schema[schema.IndexOf('#', StringComparison.Ordinal)..]);
        Assert.Equal(exitCode, Command.Run("check", Path.Combine(folder.Path, "order.json"), "--schema", Path.Combine(folder.Path, file) + address).ExitCode);
    }

    [Fact]
    public void A_document_without_an_address_is_rejected_with_a_suggestion()
    {
        using TemporaryFolder folder = Folder();
        folder.Write("order.json", "{}");
        CommandResult result = Command.Run("check", Path.Combine(folder.Path, "order.json"), "--schema", Path.Combine(folder.Path, "openapi.yaml"));
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("openapi.yaml:1:10: This is an OpenAPI 3.0 document, not a schema; name a schema in it, for example #/components/schemas/Order", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dialect_can_be_specified_for_a_file_that_does_not_declare_one()
    {
        using TemporaryFolder folder = Folder();
        string order = Path.Combine(folder.Path, "schemas", "order.yaml");
        folder.Write("order.json", """{"id":1,"note":null}""");
        string payload = Path.Combine(folder.Path, "order.json");
        Assert.Equal(1, Command.Run("check", payload, "--schema", order).ExitCode);
        Assert.Equal(0, Command.Run("check", payload, "--schema", order, "--dialect", "openapi-3.0").ExitCode);
    }

    [Fact]
    public void Schemas_of_documents_can_be_compared()
    {
        using TemporaryFolder folder = Folder();
        folder.Write("old.json", """{"type":"object","required":["id"],"properties":{"id":{"type":"integer"},"note":{"type":"string"}}}""");
        CommandResult result = Command.Run("diff", Path.Combine(folder.Path, "old.json"), Path.Combine(folder.Path, "openapi.yaml") + "#/components/schemas/Order");
        Assert.StartsWith("breaks readers  /note: null is now allowed", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schema")]
    [InlineData("bundle")]
    public void A_schema_is_printed_with_the_schemas_that_it_refers_to_and_has_the_same_meaning(string command)
    {
        using TemporaryFolder folder = Folder();
        CommandResult result = Command.RunIn(folder.Path, command, "openapi.yaml#GET /orders 200");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        folder.Write("order.schema.json", result.Output);
        folder.Write("orders.json", """[{"id":1,"note":null},{"id":"x"}]""");
        string expected = Command.RunIn(folder.Path, "check", "orders.json", "--schema", "openapi.yaml#GET /orders 200").Lines[0];
        Assert.StartsWith("orders.json:1:29: error schema/type", expected, StringComparison.Ordinal);
        Assert.Equal(expected, Command.RunIn(folder.Path, "check", "orders.json", "--schema", "order.schema.json").Lines[0]);
    }

    [Fact]
    public void Lint_reports_only_the_schemas_that_are_reachable_from_the_address()
    {
        using TemporaryFolder folder = Folder();
        folder.Write("two.yaml", "openapi: 3.0.3\ncomponents:\n  schemas:\n    A: {type: string, maxLenght: 1}\n    B: {type: string}\n");
        CommandResult a = Command.RunIn(folder.Path, "lint", "two.yaml#/components/schemas/A");
        Assert.StartsWith("two.yaml:4:23: warning lint/unknown-keyword: ", a.Output, StringComparison.Ordinal);
        Assert.Equal("1 schema: no findings\n", Command.RunIn(folder.Path, "lint", "two.yaml#/components/schemas/B").Output);
    }

    private static TemporaryFolder Folder()
    {
        var folder = new TemporaryFolder();
        folder.Write("openapi.yaml", Document);
        Directory.CreateDirectory(Path.Combine(folder.Path, "schemas"));
        File.WriteAllText(Path.Combine(folder.Path, "schemas", "order.yaml"), Order);
        return folder;
    }
}
