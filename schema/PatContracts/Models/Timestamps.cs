using System.Globalization;
using System.Text.Json;
using PatContracts.Schema;

namespace PatContracts;

/// <summary>Converts date-times of payloads to and from .NET values. Only the engine's parser reads them.</summary>
internal static class Timestamps
{
    private const int LongestUnescaped = 64;

    /// <summary>Reads a date-time of either profile.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out DateTimeOffset value) => JsonDateTime.TryParse(utf8, DateTimeProfile.Lenient, out value);

    public static DateTimeOffset Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            int length = reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length;
            byte[]? rented = length > LongestUnescaped ? new byte[length] : null;
            Span<byte> buffer = rented ?? stackalloc byte[LongestUnescaped];
            int written = reader.CopyString(buffer);
            if (TryParse(buffer.Slice(0, written), out DateTimeOffset value)) return value;
        }

        throw new JsonException("Expected an RFC 3339 date-time.");
    }

    public static void Write(Utf8JsonWriter writer, DateTimeOffset value) => writer.WriteStringValue(Format(value));

    /// <summary>Formats a date-time in UTC, with milliseconds if that is exact, as the service writes it.</summary>
    public static string Format(DateTimeOffset value) => value.UtcDateTime.ToString(
        value.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'",
        CultureInfo.InvariantCulture);
}
