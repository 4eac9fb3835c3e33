using PatContracts.Schema.Formats;

namespace PatContracts.Schema;

/// <summary>Converts RFC 3339 date-times to .NET values, with the same parser as the validation of <c>format: date-time</c>.</summary>
public static class JsonDateTime
{
    private const long LargestOffset = 14 * TimeSpan.TicksPerHour;

    /// <summary>
    /// Parses a date-time. Fractions finer than 100 nanoseconds are truncated, a leap second becomes the last tick of its minute, an offset beyond the 14 hours
    /// that .NET supports is converted to UTC, and a time before the year 1 or after 9999 becomes the earliest or latest possible value.
    /// </summary>
    /// <param name="utf8">The text of the date-time.</param>
    /// <param name="profile">Whether seconds are optional.</param>
    /// <param name="value">The value, if the method returns true.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, DateTimeProfile profile, out DateTimeOffset value)
    {
        value = default;
        if (!Rfc3339.TryParse(utf8, profile, out DateTimeParts parts)) return false;
        bool isLeapSecond = parts.Second == 60;
        long ticks = (parts.Hour * TimeSpan.TicksPerHour) + (parts.Minute * TimeSpan.TicksPerMinute)
            + (isLeapSecond ? TimeSpan.TicksPerMinute - 1 : (parts.Second * TimeSpan.TicksPerSecond) + parts.Ticks);
        // The year 0 exists in RFC 3339 but not in .NET.
        long local = parts.Year == 0 ? -1 : new DateTime(parts.Year, parts.Month, parts.Day).Ticks + ticks;
        long offset = parts.OffsetMinutes * TimeSpan.TicksPerMinute;
        long utc = local - offset;
        if (parts.Year == 0 || utc < DateTimeOffset.MinValue.Ticks) value = DateTimeOffset.MinValue;
        else if (utc > DateTimeOffset.MaxValue.Ticks) value = DateTimeOffset.MaxValue;
        else if (Math.Abs(offset) > LargestOffset) value = new DateTimeOffset(utc, TimeSpan.Zero);
        else value = new DateTimeOffset(local, TimeSpan.FromTicks(offset));
        return true;
    }
}
