using System.Text.Json;
using System.Text.Json.Serialization;

namespace PatContracts;

/// <summary>Reads every integer that a contract accepts, in any notation (<c>43200</c>, <c>43200.0</c>, <c>4.32e4</c>), and writes plain digits.</summary>
public sealed class PatNullableInt32Converter : JsonConverter<int?>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is neither a 32-bit integer nor null. The message doesn't contain the value.</exception>
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt32(out int value)) return value;
            // A double is exact in this range.
            if (reader.TryGetDouble(out double number) && number == (int)number) return (int)number;
        }

        throw new JsonException("Expected a 32-bit integer.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options)
    {
        if (value is { } number) writer.WriteNumberValue(number);
        else writer.WriteNullValue();
    }
}
