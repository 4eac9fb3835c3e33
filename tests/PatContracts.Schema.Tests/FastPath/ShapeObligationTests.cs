using System.Text;
using Xunit;

namespace PatContracts.Schema.Tests.FastPath;

public sealed class ShapeObligationTests
{
    private static readonly byte[] Interesting = [.. "\"\\{}[]:, 019-.etfnaxz"u8, 0xC3];

    private const string Alternatives = """
        {
          "oneOf": [
            {"type": "object", "required": ["kind", "at"], "properties": {"kind": {"const": "in"}, "at": {"type": "integer"}}},
            {"type": "object", "required": ["kind", "at"], "properties": {"kind": {"const": "out"}, "at": {"type": "string"}}},
            {"type": "object", "required": ["kind", "file"], "properties": {"kind": {"enum": ["up", "down"]}, "file": {"type": "object", "required": ["n"], "properties": {"n": {"type": "string"}}}}}
          ]
        }
        """;

    private const string Closed = """
        {
          "allOf": [{"properties": {"name": {"type": "string", "minLength": 1}}, "required": ["name"]}, {"$ref": "#/$defs/audited"}],
          "properties": {"transport": {"enum": ["http", "queue"]}},
          "required": ["transport"],
          "if": {"properties": {"transport": {"const": "http"}}},
          "then": {"required": ["url"], "properties": {"url": {"type": "string"}}},
          "else": {"required": ["topic"], "properties": {"topic": {"type": "string"}, "parts": {"type": "integer", "minimum": 1}}},
          "unevaluatedProperties": false,
          "$defs": {"audited": {"properties": {"changed": {"type": "string", "format": "date-time"}}}}
        }
        """;

    public static TheoryData<string, string> Learnable => new()
    {
        { Alternatives, """{"kind":"in","at":12}""" },
        { Alternatives, """{"kind":"out","at":"noon"}""" },
        { Alternatives, """{"kind":"up","file":{"n":"abc"}}""" },
        { Closed, """{"name":"a","transport":"http","url":"u","changed":"2024-02-20T08:00:00.000Z"}""" },
        { Closed, """{"topic":"t","name":"a","transport":"queue","parts":3}""" },
        { """{"not": {"required": ["b"]}, "properties": {"a": {"type": "integer"}}}""", """{"a":1,"c":2}""" },
        { """{"properties": {"a": {"const": "x"}}, "dependentSchemas": {"a": {"properties": {"b": {"type": "boolean"}}, "required": ["b"]}}}""", """{"a":"x","b":true}""" },
        { """{"properties": {"a": {"type": "object", "oneOf": [{"required": ["p"]}, {"required": ["q"]}], "properties": {"p": {"type": "integer"}, "q": {"type": "integer"}}}}}""", """{"a":{"p":1}}""" },
        { """{"anyOf": [{"required": ["a"]}, {"required": ["b"]}], "properties": {"a": {"type": "number"}, "b": {"type": "number"}}, "unevaluatedProperties": {"type": "string"}}""", """{"b":1.5,"z":"s"}""" },
    };

    [Theory]
    [MemberData(nameof(Learnable))]
    public void Shapes_decided_by_names_and_constants_are_recorded_without_changing_results(string schema, string text)
    {
        var recorded = RecordedContract.From(schema, text);

        Assert.True(recorded.Instructions > 0);
        byte[] json = Encoding.UTF8.GetBytes(text);
        Assert.True(recorded.IsValid(json));
        for (int i = 0; i < json.Length; i++)
        {
            foreach (byte changed in Interesting)
            {
                recorded.AssertSame([.. json[..i], changed, .. json[(i + 1)..]]);
                recorded.AssertSame([.. json[..i], changed, .. json[i..]]);
            }

            for (int j = i + 1; j <= json.Length; j++) recorded.AssertSame([.. json[..i], .. json[j..]]);
        }
    }

    [Theory]
    [MemberData(nameof(Learnable))]
    public void No_recorded_shape_changes_the_results_of_another(string schema, string text)
    {
        string[] all = [.. Learnable.Select(row => ((string, string))row.Data).Where(row => row.Item1 == schema).Select(row => row.Item2)];
        var recorded = RecordedContract.From(schema, all);

        foreach (string other in Learnable.Select(row => row.Data.Item2)) recorded.AssertSame(Encoding.UTF8.GetBytes(other));
        Assert.True(recorded.IsValid(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("""{"if": {"properties": {"a": {"minimum": 5}}}, "then": {"required": ["b"]}}""", """{"a":1}""", """{"a":9}""")]
    [InlineData("""{"oneOf": [{"properties": {"a": {"type": "integer"}}}, {"properties": {"a": {"type": "string"}}}]}""", """{"a":1}""", """{"a":"x"}""")]
    [InlineData("""{"not": {"properties": {"a": {"type": "integer"}}, "required": ["a"]}}""", """{"a":"x"}""", """{"a":1}""")]
    [InlineData("""{"allOf": [{"properties": {"a": {"minimum": 2}}}], "properties": {"a": {"maximum": 5}}}""", """{"a":3}""", """{"a":7}""")]
    public void Shapes_decided_by_other_values_are_left_to_full_evaluation(string schema, string text, string other)
    {
        var recorded = RecordedContract.From(schema, text);

        Assert.Equal(0, recorded.Instructions);
        recorded.AssertSame(Encoding.UTF8.GetBytes(text));
        recorded.AssertSame(Encoding.UTF8.GetBytes(other));
    }

    [Theory]
    [InlineData("""{"type": "integer"}""", "1.0")]
    [InlineData("""{"type": "integer"}""", "1e2")]
    [InlineData("""{"type": "number"}""", "1e2")]
    [InlineData("""{"type": "number", "minimum": 2, "maximum": 5}""", "5.5")]
    [InlineData("""{"type": "number", "minimum": 2, "maximum": 5}""", "1.9")]
    [InlineData("""{"type": "number", "minimum": 2, "maximum": 5}""", "4.9e-1")]
    [InlineData("""{"type": "number", "exclusiveMinimum": 2, "exclusiveMaximum": 5}""", "2.5")]
    [InlineData("""{"type": "number", "exclusiveMinimum": 2, "exclusiveMaximum": 5}""", "4.5")]
    [InlineData("""{"type": "number", "exclusiveMinimum": 2, "exclusiveMaximum": 5}""", "5.0")]
    [InlineData("""{"type": "number", "format": "int32"}""", "1.5")]
    [InlineData("""{"type": "integer", "minimum": 0.5}""", "0")]
    [InlineData("""{"type": "integer", "multipleOf": 3}""", "4")]
    [InlineData("""{"type": "array", "items": {"type": "integer", "maximum": 7}}""", "[1,2.0,7]")]
    [InlineData("""{"type": "array", "items": {"type": "integer", "maximum": 7}}""", "[1,8]")]
    [InlineData("""{"type": "array", "items": {"enum": ["a", 1]}}""", "[\"a\",1,\"b\"]")]
    [InlineData("""{"type": "array", "items": {"type": "string", "format": "date-time"}}""", "[\"2024-02-20T08:00:00.000Z\",\"2024-02-30T08:00:00.000Z\"]")]
    public void Unusual_values_get_the_result_of_full_evaluation_in_any_order(string member, string value)
    {
        string schema = """{"properties": {"first": {"type": "string"}, "value": MEMBER, "last": {"type": "boolean"}}}""".Replace("MEMBER", member, StringComparison.Ordinal);
        string usual = member.Contains("array", StringComparison.Ordinal) ? "[]" : "3";
        var recorded = RecordedContract.From(schema, $$"""{"first":"x","value":{{usual}},"last":true}""");

        recorded.AssertSame(Encoding.UTF8.GetBytes($$"""{"first":"x","value":{{value}},"last":true}"""));
        recorded.AssertSame(Encoding.UTF8.GetBytes($$"""{"last":true,"value":{{value}},"first":"x"}"""));
        recorded.AssertSame(Encoding.UTF8.GetBytes($$"""{"last":true,"value":{{value}}}"""));
    }
}
