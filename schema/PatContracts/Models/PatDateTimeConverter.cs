using System.Text.Json;
using System.Text.Json.Serialization;

namespace PatContracts;

/// <summary>
/// Reads every date-time that a contract accepts, and writes RFC 3339 in UTC. Fractions beyond 100 nanoseconds are cut, and a leap second reads as
/// the last tick before the minute's end.
/// </summary>
public sealed class PatDateTimeConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is not a date-time. The message does not repeat it.</exception>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Timestamps.Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => Timestamps.Write(writer, value);
}
