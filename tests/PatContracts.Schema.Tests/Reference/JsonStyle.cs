using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>A style of JSON: white space between tokens and escapes in names.</summary>
internal sealed record JsonStyle(string NewLine, string Indent, string Comma, string Colon, bool EscapesNames = false)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonStyle Compact = new("", "", ",", ":");

    public static readonly IReadOnlyList<JsonStyle> All =
    [
        Compact,
        Compact with { Comma = ", ", Colon = ": " },
        new("\n", "  ", ",", ": "),
        new("\r\n", "\t", ",", " : "),
        Compact with { EscapesNames = true },
    ];

    public byte[] Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(node, "", text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static PlainValue Plain(JsonNode? node) => PlainValue.Parse(Compact.Write(node));

    private void Write(JsonNode? node, string indent, StringBuilder text)
    {
        string inner = NewLine.Length == 0 ? "" : NewLine + indent + Indent;
        string last = NewLine.Length == 0 ? "" : NewLine + indent;
        switch (node)
        {
            case JsonObject { Count: > 0 } properties:
                text.Append('{').Append(inner);
                foreach ((int index, (string name, JsonNode? value)) in properties.Index())
                {
                    if (index > 0) text.Append(Comma).Append(inner);
                    text.Append(Name(name)).Append(Colon);
                    Write(value, indent + Indent, text);
                }

                text.Append(last).Append('}');
                break;
            case JsonArray { Count: > 0 } items:
                text.Append('[').Append(inner);
                foreach ((int index, JsonNode? item) in items.Index())
                {
                    if (index > 0) text.Append(Comma).Append(inner);
                    Write(item, indent + Indent, text);
                }

                text.Append(last).Append(']');
                break;
            default:
                text.Append(node?.ToJsonString(Relaxed) ?? "null");
                break;
        }
    }

    private string Name(string name)
    {
        string plain = JsonSerializer.Serialize(name, Relaxed);
        if (!EscapesNames || name.Length == 0) return plain;
        return string.Create(CultureInfo.InvariantCulture, $"\"\\u{(int)name[0]:x4}") + JsonSerializer.Serialize(name[1..], Relaxed)[1..];
    }
}
