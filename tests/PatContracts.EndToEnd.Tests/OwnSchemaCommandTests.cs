using System.Text.Json;
using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>Runs the installed command on a user's own schemas and payloads: in JSON and YAML, in one file and in many, valid and invalid.</summary>
public sealed class OwnSchemaCommandTests(InstalledTool tool)
{
    private const string OpenApi = """
        openapi: 3.0.3
        info: { title: Orders, version: "1" }
        paths:
          /orders/{id}:
            get:
              responses:
                "200":
                  description: An order.
                  content:
                    application/json:
                      schema: { $ref: "#/components/schemas/Order" }
        components:
          schemas:
            Order:
              type: object
              required: [id]
              additionalProperties: false
              properties:
                id: { type: string, maxLength: 4 }
                note: { type: string, nullable: true }
                shippedAt: { type: string, format: date-time }
            Draft: { type: object, maxPropertys: 3 }

        """;

    [Fact]
    public void A_schema_that_asserts_nothing_is_a_warning_that_can_fail_the_run()
    {
        using Consumer consumer = new Consumer().Write("a.json", "{}").Write("defs.schema.json", """{"$defs":{"order":{"type":"string"}}}""").Write("misspelled.schema.json", """{"type":"object","requird":["a"]}""");
        Consumer.Outcome definitions = consumer.Run(tool.Program, "check", "a.json", "--schema", "defs.schema.json").Expect(0);
        Assert.Equal("pat-contracts: warning: defs.schema.json:1:1: The schema asserts nothing: every payload conforms to it. Name one of its definitions, for example #/$defs/order", definitions.Error.Trim());
        Assert.Equal("1 file, 1 payload against defs.schema.json: no findings", definitions.FirstLine);
        Consumer.Outcome misspelled = consumer.Run(tool.Program, "check", "a.json", "--schema", "misspelled.schema.json", "--fail-on", "warning").Expect(1);
        Assert.Contains("Did you mean required?", misspelled.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Payloads_in_YAML_are_checked_against_a_schema_of_an_OpenAPI_document()
    {
        using Consumer consumer = new Consumer().Write("openapi.yaml", OpenApi).Write("order.yaml", "# an order\nid: äöüxyz\nnote: null\nshipedAt: later\n").Write("two.yaml", "id: a\n---\nid: b\n");
        const string Address = "openapi.yaml#/components/schemas/Order";
        string[] lines = consumer.Run(tool.Program, "check", "order.yaml", "--schema", Address).Expect(1).Output.Split('\n');
        Assert.Equal(
            [
                "order.yaml:2:5: error schema/maxLength: Expected at most 4 characters (at /id)",
                "order.yaml:4:1: error schema/additionalProperties: The contract does not allow this property. Did you mean shippedAt? (at /shipedAt)",
                $"1 file, 1 payload against {Address}: 2 errors",
            ],
            lines[..3]);
        Assert.StartsWith("two.yaml:2:1: error yaml/syntax: ", consumer.Run(tool.Program, "check", "two.yaml", "--schema", Address, "-q").Expect(3).FirstLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schema")]
    [InlineData("bundle")]
    public void A_schema_that_is_printed_by_its_address_has_the_same_meaning(string command)
    {
        using Consumer consumer = new Consumer().Write("openapi.yaml", OpenApi).Write("good.json", """{"id":"a","note":null}""").Write("bad.json", """{"note":1}""");
        consumer.Write("order.schema.json", consumer.Run(tool.Program, command, "openapi.yaml#GET /orders/{id} 200").Expect(0).Output);
        Assert.Equal("1 file, 1 payload against order.schema.json: no findings", consumer.Run(tool.Program, "check", "good.json", "--schema", "order.schema.json").Expect(0).FirstLine);
        string found = consumer.Run(tool.Program, "check", "bad.json", "-q", "--schema", "openapi.yaml#GET /orders/{id} 200").Expect(1).Output;
        Assert.Equal(found, consumer.Run(tool.Program, "check", "bad.json", "-q", "--schema", "order.schema.json").Expect(1).Output);
        Assert.Equal("openapi.yaml#/components/schemas/Order to order.schema.json: no changes", consumer.Run(tool.Program, "diff", "openapi.yaml#/components/schemas/Order", "order.schema.json").Expect(0).FirstLine);
    }

    [Fact]
    public void Lint_finds_the_mistakes_that_an_address_reaches()
    {
        using Consumer consumer = new Consumer().Write("openapi.yaml", OpenApi);
        Assert.Equal("1 schema: no findings", consumer.Run(tool.Program, "lint", "openapi.yaml#/components/schemas/Order").Expect(0).FirstLine);
        string found = consumer.Run(tool.Program, "lint", "openapi.yaml#/components/schemas/Draft").Expect(1).FirstLine;
        Assert.StartsWith("openapi.yaml:22:28: warning lint/unknown-keyword: The keyword \"maxPropertys\" is not known and is ignored. Did you mean maxProperties?", found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\": 1, // the id\n}", "a.json:1:11: error json/syntax: Expected a member name in quotation marks; JSON has no comments")]
    [InlineData("{\"id\": NaN}", "a.json:1:8: error json/syntax: Expected a value; JSON has no NaN or Infinity (at /id)")]
    [InlineData("{'id': None}", "a.json:1:2: error json/syntax: Expected a member name in quotation marks; JSON uses double quotation marks only")]
    [InlineData("id: 1\nname: x\n", "a.json:1:1: error json/syntax: Expected a value; this looks like YAML")]
    [InlineData("<html></html>", "a.json:1:1: error json/syntax: Expected a value; this looks like XML or HTML")]
    public void Text_in_another_format_is_recognized(string payload, string expected)
    {
        using Consumer consumer = new Consumer().Write("a.json", payload).Write("any.schema.json", """{"type":"object"}""");
        Assert.Equal(expected, consumer.Run(tool.Program, "check", "a.json", "--schema", "any.schema.json", "-q").Expect(3).FirstLine);
    }

    [Fact]
    public void Every_format_names_the_contract()
    {
        using Consumer consumer = new Consumer().Write("a.json", "[{}]");
        foreach (string format in (string[])["text", "json", "sarif", "junit", "github", "gitlab"])
        {
            string report = consumer.Run(tool.Program, "check", "a.json", "--contract", "v2025", "--format", format).Expect(1).Output;
            Assert.Contains("v2025-list", report, StringComparison.Ordinal);
        }

        using JsonDocument json = JsonDocument.Parse(consumer.Run(tool.Program, "check", "a.json", "--contract", "v2025", "--format", "json").Output);
        Assert.Equal("v2025-list", Assert.Single(json.RootElement.GetProperty("summary").GetProperty("contracts").EnumerateArray()).GetString());
    }
}
