using System.Text;
using System.Text.Json;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>
/// A JSON value as plain data. Numbers keep their text, so that nothing is rounded; objects keep every property, so that duplicate names are visible.
/// </summary>
internal sealed class PlainValue
{
    private PlainValue(
        JsonValueKind kind, string text = "", IReadOnlyList<PlainValue>? items = null, IReadOnlyList<KeyValuePair<string, PlainValue>>? properties = null)
    {
        Kind = kind;
        Text = text;
        Items = items ?? [];
        Properties = properties ?? [];
    }

    public JsonValueKind Kind { get; }

    /// <summary>The content of a string, or the text of a number.</summary>
    public string Text { get; }

    public IReadOnlyList<PlainValue> Items { get; }

    public IReadOnlyList<KeyValuePair<string, PlainValue>> Properties { get; }

    public bool IsObject => Kind == JsonValueKind.Object;

    public bool IsArray => Kind == JsonValueKind.Array;

    public bool IsString => Kind == JsonValueKind.String;

    public bool IsNumber => Kind == JsonValueKind.Number;

    public bool IsBoolean => Kind is JsonValueKind.True or JsonValueKind.False;

    /// <summary>Whether an object at any depth has a duplicate name.</summary>
    public bool HasDuplicateNames =>
        Properties.Select(property => property.Key).Distinct(StringComparer.Ordinal).Count() != Properties.Count
        || Items.Any(item => item.HasDuplicateNames)
        || Properties.Any(property => property.Value.HasDuplicateNames);

    /// <summary>The nesting depth of objects and arrays: 0 for a scalar, 1 for <c>[]</c>.</summary>
    public int Depth => IsObject || IsArray
        ? 1 + Items.Concat(Properties.Select(property => property.Value)).Select(value => value.Depth).DefaultIfEmpty().Max()
        : 0;

    /// <summary>Returns the property with a name, or null.</summary>
    public PlainValue? this[string name] => Properties.LastOrDefault(property => property.Key == name).Value;

    /// <summary>Returns the value of a JSON text, or null if the text is not JSON (RFC 8259) or not UTF-8.</summary>
    public static PlainValue? TryParse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            reader.Read();
            PlainValue value = Read(ref reader);
            // Throws if the value is followed by anything else.
            return reader.Read() ? null : value;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A string that is not UTF-8, or half a surrogate pair: the reader detects it only when decoding the string.
            return null;
        }
    }

    public static PlainValue Parse(ReadOnlySpan<byte> utf8) => TryParse(utf8) ?? throw new FormatException("not JSON");

    /// <summary>Equality as defined by JSON Schema: numbers by mathematical value, objects regardless of the order of properties.</summary>
    public bool IsEqualTo(PlainValue other)
    {
        if (Kind != other.Kind) return false;
        return Kind switch
        {
            JsonValueKind.Number => ExactNumber.Parse(Text).CompareTo(ExactNumber.Parse(other.Text)) == 0,
            JsonValueKind.String => Text == other.Text,
            JsonValueKind.Array => Items.Count == other.Items.Count && Items.Zip(other.Items).All(pair => pair.First.IsEqualTo(pair.Second)),
            JsonValueKind.Object =>
                Properties.Count == other.Properties.Count && Properties.All(property => other[property.Key] is { } value && value.IsEqualTo(property.Value)),
            _ => true,
        };
    }

    private static PlainValue Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var properties = new List<KeyValuePair<string, PlainValue>>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    string name = reader.GetString()!;
                    reader.Read();
                    properties.Add(KeyValuePair.Create(name, Read(ref reader)));
                }

                return new PlainValue(JsonValueKind.Object, properties: properties);
            case JsonTokenType.StartArray:
                var items = new List<PlainValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Read(ref reader));
                return new PlainValue(JsonValueKind.Array, items: items);
            case JsonTokenType.String:
                return new PlainValue(JsonValueKind.String, reader.GetString()!);
            case JsonTokenType.Number:
                return new PlainValue(JsonValueKind.Number, Encoding.ASCII.GetString(reader.ValueSpan));
            case JsonTokenType.True:
                return new PlainValue(JsonValueKind.True);
            case JsonTokenType.False:
                return new PlainValue(JsonValueKind.False);
            default:
                return new PlainValue(JsonValueKind.Null);
        }
    }
}
