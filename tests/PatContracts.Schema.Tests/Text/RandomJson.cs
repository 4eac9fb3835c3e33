using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace PatContracts.Schema.Tests.Text;

/// <summary>Generates random JSON values, and other forms of the same value.</summary>
internal static class RandomJson
{
    private static readonly Gen<string> String = Gen.Char["ab\u00E9\"\\/\n\u4E08"].Array[0, 3].Select(characters => new string(characters));

    private static readonly Gen<JsonNode?> Scalar = Gen.OneOf(
        Gen.Const((JsonNode?)null),
        Gen.Bool.Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.Int[-12, 12].Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.Int[-99, 99].Select(value => (JsonNode?)JsonValue.Create(value / 10m)),
        String.Select(value => (JsonNode?)JsonValue.Create(value)));

    public static Gen<JsonNode?> Value { get; } = Nested(3);

    private static Gen<JsonNode?> Nested(int depth) => depth == 0
        ? Scalar
        : Gen.Frequency(
            (2, Scalar),
            (1, Nested(depth - 1).Array[0, 4].Select(elements => (JsonNode?)new JsonArray(elements.Select(element => element?.DeepClone()).ToArray()))),
            (1, Gen.Select(String, Nested(depth - 1)).Array[0, 5].Select(members => (JsonNode?)ToObject(members))));

    private static JsonObject ToObject((string Name, JsonNode? Value)[] members)
    {
        var result = new JsonObject();
        foreach ((string name, JsonNode? value) in members) result[name] = value?.DeepClone();
        return result;
    }

    /// <summary>Writes a value with shuffled members, different spellings of numbers and escapes, and random white space.</summary>
    public static string Respell(JsonNode? node, Random random) => node switch
    {
        null => "null",
        JsonObject members => "{" + string.Join(" ,", members.OrderBy(_ => random.Next()).Select(member => $" {RespellString(member.Key, random)} : {Respell(member.Value, random)}")) + "\n}",
        JsonArray elements => "[\t" + string.Join(", ", elements.Select(element => Respell(element, random))) + "]",
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => RespellString(node.GetValue<string>(), random),
            JsonValueKind.Number => RespellNumber(node.ToJsonString(), random),
            _ => node.ToJsonString(),
        },
    };

    private static string RespellString(string text, Random random)
    {
        var written = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (random.Next(2) == 0 || c is '"' or '\\' or < ' ') written.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else written.Append(c);
        }

        return written.Append('"').ToString();
    }

    private static string RespellNumber(string token, Random random) => random.Next(3) switch
    {
        0 => token,
        1 => token + (token.Contains('.', StringComparison.Ordinal) ? "0" : ".00"),
        _ => token + "e0",
    };
}
