using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace PatContracts.Schema.Tests.Laws;

/// <summary>Generates random schemas and instances over a small alphabet, so that they often match.</summary>
internal sealed class RandomSchemas(int seed)
{
    private static readonly string[] Names = ["a", "b", "c", "ab", "ä"];
    private static readonly string[] Texts = ["", "a", "b", "ab", "äö", "aaa", "2024-01-01", "x\ny"];
    private static readonly string[] Types = ["null", "boolean", "integer", "number", "string", "array", "object"];
    private static readonly string[] Patterns = ["^a", "b$", "^.$", "ä"];

    private readonly Random _random = new(seed);

    public JsonNode? Instance(int depth = 4) => _random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => null,
        1 => JsonValue.Create(_random.Next(2) == 0),
        2 => JsonValue.Create(_random.Next(-2, 5)),
        3 => JsonNode.Parse((_random.Next(-2, 5) + (_random.Next(4) * 0.25)).ToString("0.0#", CultureInfo.InvariantCulture)),
        4 => JsonValue.Create(Texts[_random.Next(Texts.Length)]),
        5 => new JsonArray([.. Enumerable.Range(0, _random.Next(4)).Select(_ => Instance(depth - 1))]),
        _ => Members(_random.Next(4), () => Instance(depth - 1)),
    };

    public JsonNode Schema(int depth = 3)
    {
        if (_random.Next(12) == 0) return JsonValue.Create(_random.Next(4) > 0);
        var schema = new JsonObject();
        for (int keywords = _random.Next(1, 4); keywords > 0; keywords--) AddKeyword(schema, depth - 1);
        return schema;
    }

    private void AddKeyword(JsonObject schema, int depth)
    {
        switch (_random.Next(depth > 0 ? 30 : 13))
        {
            case 0:
                schema["type"] = Types[_random.Next(Types.Length)];
                break;
            case 1:
                schema["type"] = new JsonArray("object", Types[_random.Next(6)]);
                break;
            case 2:
                schema["enum"] = new JsonArray(Instance(1), Instance(2), Instance(1));
                break;
            case 3:
                schema["const"] = Instance(1);
                break;
            case 4:
                schema["minimum"] = _random.Next(-2, 4);
                break;
            case 5:
                schema["exclusiveMaximum"] = _random.Next(0, 5);
                break;
            case 6:
                schema["multipleOf"] = _random.Next(2) == 0 ? 2 : 0.5;
                break;
            case 7:
                schema["minLength"] = _random.Next(3);
                break;
            case 8:
                schema["pattern"] = Patterns[_random.Next(Patterns.Length)];
                break;
            case 9:
                schema["required"] = new JsonArray(Names[_random.Next(2)], Names[_random.Next(2, 5)]);
                break;
            case 10:
                schema[_random.Next(2) == 0 ? "minProperties" : "maxProperties"] = _random.Next(3);
                break;
            case 11:
                schema[_random.Next(2) == 0 ? "minItems" : "maxItems"] = _random.Next(3);
                break;
            case 12:
                schema["uniqueItems"] = true;
                break;
            case 13 or 14:
                schema["properties"] = Members(_random.Next(1, 4), () => Schema(depth));
                break;
            case 15:
                schema["patternProperties"] = new JsonObject { [Patterns[_random.Next(Patterns.Length)]] = Schema(depth), ["."] = Schema(depth) };
                break;
            case 16:
                schema["additionalProperties"] = Schema(depth);
                break;
            case 17:
                schema["propertyNames"] = Schema(0);
                break;
            case 18:
                schema["items"] = Schema(depth);
                break;
            case 19:
                schema["prefixItems"] = new JsonArray(Schema(depth), Schema(depth));
                break;
            case 20:
                schema["contains"] = Schema(depth);
                schema["minContains"] = _random.Next(3);
                break;
            case 21:
                schema["allOf"] = new JsonArray(Schema(depth), Schema(depth));
                break;
            case 22 or 23:
                schema["anyOf"] = new JsonArray(Schema(depth), Schema(depth), Schema(depth));
                break;
            case 24:
                schema["oneOf"] = new JsonArray(Schema(depth), Schema(depth));
                break;
            case 25:
                schema["not"] = Schema(depth);
                break;
            case 26:
                schema["if"] = Schema(depth);
                schema["then"] = Schema(depth);
                schema["else"] = Schema(depth);
                break;
            case 27:
                schema["dependentSchemas"] = Members(2, () => Schema(depth));
                break;
            case 28:
                schema["unevaluatedProperties"] = Schema(0);
                break;
            default:
                schema["unevaluatedItems"] = Schema(0);
                break;
        }
    }

    private JsonObject Members(int count, Func<JsonNode?> value)
    {
        var members = new JsonObject();
        for (int i = 0; i < count; i++) members[Names[_random.Next(Names.Length)]] = value();
        return members;
    }

    /// <summary>Returns the same value with its members in another order.</summary>
    public JsonNode? Shuffled(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                KeyValuePair<string, JsonNode?>[] pairs = [.. members];
                _random.Shuffle(pairs);
                return new JsonObject(pairs.Select(pair => KeyValuePair.Create(pair.Key, Shuffled(pair.Value))));
            case JsonArray items:
                return new JsonArray([.. items.Select(Shuffled)]);
            default:
                return node?.DeepClone();
        }
    }

    /// <summary>Returns the same tokens with different white space between them, and strings with different escapes.</summary>
    public string Reformatted(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private void Write(JsonNode? node, StringBuilder text)
    {
        Space(text);
        switch (node)
        {
            case JsonObject members:
                text.Append('{');
                int written = 0;
                foreach ((string name, JsonNode? value) in members)
                {
                    if (written++ > 0) text.Append(',');
                    Space(text);
                    WriteString(name, text);
                    Space(text);
                    text.Append(':');
                    Write(value, text);
                }

                Space(text);
                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                for (int i = 0; i < items.Count; i++)
                {
                    if (i > 0) text.Append(',');
                    Write(items[i], text);
                }

                Space(text);
                text.Append(']');
                break;
            case JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String:
                WriteString(value.GetValue<string>(), text);
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }

        Space(text);
    }

    private void WriteString(string content, StringBuilder text)
    {
        text.Append('"');
        foreach (char c in content)
        {
            if (c < ' ' || _random.Next(3) == 0) text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            else text.Append(c);
        }

        text.Append('"');
    }

    private void Space(StringBuilder text) => text.Append(_random.Next(6) switch
    {
        0 => " ",
        1 => "\r\n\t",
        2 => "\n",
        _ => "",
    });
}
