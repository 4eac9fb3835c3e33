using System.Text.Json;
using System.Text.Json.Serialization;

namespace PatContracts;

/// <summary>
/// Reads every date-time that a contract accepts, and writes RFC 3339 in UTC. Fractions finer than 100 nanoseconds are truncated, and a leap second is
/// read as the last tick of the minute.
/// </summary>
public sealed class PatDateTimeConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is not a date-time. The message doesn't contain the value.</exception>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Timestamps.Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => Timestamps.Write(writer, value);
}
