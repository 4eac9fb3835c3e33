using System.Text.Json;
using System.Text.Json.Serialization;

namespace PatContracts;

/// <summary>The same as <see cref="PatDateTimeConverter"/> for members that may be null.</summary>
public sealed class PatNullableDateTimeConverter : JsonConverter<DateTimeOffset?>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is neither a date-time nor null. The message doesn't contain the value.</exception>
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : Timestamps.Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } timestamp) Timestamps.Write(writer, timestamp);
        else writer.WriteNullValue();
    }
}
