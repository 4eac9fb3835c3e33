using System.Globalization;
using System.Text.Json;
using PatContracts.Schema;
using PatContracts.Schema.Formats;

namespace PatContracts;

/// <summary>Date-times of payloads as .NET values. The text is judged by the engine's parser and by nothing else.</summary>
internal static class Timestamps
{
    private const int LongestUnescaped = 64;
    private const long LargestOffset = 14 * TimeSpan.TicksPerHour;

    /// <summary>
    /// Reads a date-time of either profile. Fractions finer than 100 nanoseconds are cut, a leap second becomes the tick before the minute's end, an offset
    /// beyond the 14 hours of .NET is resolved to UTC, and a moment before the year 1 or after 9999 becomes the first or last one there is.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out DateTimeOffset value)
    {
        value = default;
        if (!Rfc3339.TryParse(utf8, DateTimeProfile.Lenient, out DateTimeParts parts)) return false;
        bool isLeapSecond = parts.Second == 60;
        long ticks = (parts.Hour * TimeSpan.TicksPerHour) + (parts.Minute * TimeSpan.TicksPerMinute)
            + (isLeapSecond ? TimeSpan.TicksPerMinute - 1 : (parts.Second * TimeSpan.TicksPerSecond) + parts.Ticks);
        // The year 0 exists in RFC 3339 and not in .NET.
        long local = parts.Year == 0 ? -1 : new DateTime(parts.Year, parts.Month, parts.Day).Ticks + ticks;
        long offset = parts.OffsetMinutes * TimeSpan.TicksPerMinute;
        long utc = local - offset;
        if (parts.Year == 0 || utc < DateTimeOffset.MinValue.Ticks) value = DateTimeOffset.MinValue;
        else if (utc > DateTimeOffset.MaxValue.Ticks) value = DateTimeOffset.MaxValue;
        else if (Math.Abs(offset) > LargestOffset) value = new DateTimeOffset(utc, TimeSpan.Zero);
        else value = new DateTimeOffset(local, TimeSpan.FromTicks(offset));
        return true;
    }

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

    /// <summary>UTC, to the millisecond where that is exact, as the service writes it.</summary>
    public static string Format(DateTimeOffset value) => value.UtcDateTime.ToString(
        value.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'",
        CultureInfo.InvariantCulture);
}
