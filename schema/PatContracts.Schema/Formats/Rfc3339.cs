using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PatContracts.Schema.Formats;

/// <summary>The components of a date-time, as written.</summary>
internal struct DateTimeParts
{
    public int Year;
    public int Month;
    public int Day;
    public int Hour;
    public int Minute;

    /// <summary>Up to 60, for a leap second.</summary>
    public int Second;

    /// <summary>The fraction of the second in units of 100 nanoseconds, truncated.</summary>
    public int Ticks;

    /// <summary>The offset of the local time from UTC in minutes.</summary>
    public int OffsetMinutes;
}

/// <summary>
/// The only parser of RFC 3339 dates and times. The calendar is checked; a leap second is allowed only at 23:59:60 UTC; fractions may have any length.
/// </summary>
internal static class Rfc3339
{
    private const int DateLength = 10;

    public static bool IsDateTime(ReadOnlySpan<byte> utf8, DateTimeProfile profile) => TryParse(utf8, profile, out _);

    public static bool IsDate(ReadOnlySpan<byte> utf8)
    {
        DateTimeParts parts = default;
        return utf8.Length == DateLength && TryParseDate(utf8, ref parts);
    }

    public static bool IsTime(ReadOnlySpan<byte> utf8)
    {
        DateTimeParts parts = default;
        return TryParseTime(utf8, DateTimeProfile.Strict, ref parts);
    }

    /// <summary>Parses a date-time.</summary>
    /// <param name="utf8">The text of the date-time.</param>
    /// <param name="profile">Whether seconds are optional.</param>
    /// <param name="parts">The components, if the method returns true.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, DateTimeProfile profile, out DateTimeParts parts)
    {
        parts = default;
        if (utf8.Length == CommonLength && TryParseCommon(utf8, ref parts)) return true;
        return utf8.Length > DateLength
            && (utf8[DateLength] | 0x20) == (byte)'t'
            && TryParseDate(utf8, ref parts)
            && TryParseTime(utf8.Slice(DateLength + 1), profile, ref parts);
    }

    private static bool TryParseDate(ReadOnlySpan<byte> utf8, ref DateTimeParts parts)
    {
        int century = TwoDigits(utf8, 0);
        int year = TwoDigits(utf8, 2);
        parts.Year = (century * 100) + year;
        parts.Month = TwoDigits(utf8, 5);
        parts.Day = TwoDigits(utf8, 8);
        return (century | year) >= 0 && utf8[4] == (byte)'-' && utf8[7] == (byte)'-' && IsCalendarDate(parts.Year, parts.Month, parts.Day);
    }

    private static bool TryParseTime(ReadOnlySpan<byte> utf8, DateTimeProfile profile, ref DateTimeParts parts)
    {
        const int HourAndMinute = 5;
        if (utf8.Length <= HourAndMinute || utf8[2] != (byte)':') return false;
        parts.Hour = TwoDigits(utf8, 0);
        parts.Minute = TwoDigits(utf8, 3);
        if ((uint)parts.Hour > 23 || (uint)parts.Minute > 59) return false;
        utf8 = utf8.Slice(HourAndMinute);
        if (utf8.Length > 2 && utf8[0] == (byte)':')
        {
            parts.Second = TwoDigits(utf8, 1);
            if ((uint)parts.Second > 60) return false;
            utf8 = utf8.Slice(3);
            if (!utf8.IsEmpty && utf8[0] == (byte)'.' && !TryParseFraction(ref utf8, ref parts)) return false;
        }
        else if (profile == DateTimeProfile.Strict)
        {
            return false;
        }

        return TryParseOffset(utf8, ref parts) && (parts.Second < 60 || IsLastMinuteOfDay((parts.Hour * 60) + parts.Minute - parts.OffsetMinutes));
    }

    private static bool TryParseFraction(ref ReadOnlySpan<byte> utf8, ref DateTimeParts parts)
    {
        int end = 1;
        int unit = 1_000_000;
        while (end < utf8.Length && IsDigit(utf8[end]))
        {
            parts.Ticks += (utf8[end] - '0') * unit;
            unit /= 10;
            end++;
        }

        utf8 = utf8.Slice(end);
        return end > 1;
    }

    private static bool TryParseOffset(ReadOnlySpan<byte> utf8, ref DateTimeParts parts)
    {
        if (utf8.Length == 1) return (utf8[0] | 0x20) == (byte)'z';
        if (utf8.Length != 6 || utf8[0] is not ((byte)'+' or (byte)'-') || utf8[3] != (byte)':') return false;
        int hours = TwoDigits(utf8, 1);
        int minutes = TwoDigits(utf8, 4);
        if ((uint)hours > 23 || (uint)minutes > 59) return false;
        parts.OffsetMinutes = ((hours * 60) + minutes) * (utf8[0] == (byte)'-' ? -1 : 1);
        return true;
    }

    private static bool IsLastMinuteOfDay(int utcMinutes) => (utcMinutes + 1) % (24 * 60) == 0;

    private static bool IsCalendarDate(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && (day <= 28 || day <= DaysInMonth(year, month));

    private static int DaysInMonth(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Returns the number formed by two digits at an offset; negative if they are not digits.</summary>
    private static int TwoDigits(ReadOnlySpan<byte> utf8, int offset)
    {
        uint tens = (uint)utf8[offset] - '0';
        uint ones = (uint)utf8[offset + 1] - '0';
        return tens > 9 || ones > 9 ? int.MinValue : (int)((tens * 10) + ones);
    }

    private static bool IsDigit(byte b) => (uint)(b - '0') <= 9;

    // The form that services nearly always write, 2017-07-11T18:45:37.098Z, is read as three words of eight characters each.
    private const int CommonLength = 24;

    private static bool TryParseCommon(ReadOnlySpan<byte> utf8, ref DateTimeParts parts)
    {
        ulong date = Word(utf8, 0) ^ DateForm.Characters;
        ulong time = Word(utf8, 8) ^ TimeForm.Characters;
        ulong seconds = Word(utf8, 16) ^ SecondsForm.Characters;
        if (((DateForm.Faults(date) | TimeForm.Faults(time) | SecondsForm.Faults(seconds)) & WordForm.TopBits) != 0) return false;

        ulong datePairs = Pairs(date);
        ulong timePairs = Pairs(time);
        parts.Year = (Lane(datePairs, 0) * 100) + Lane(datePairs, 2);
        parts.Month = Lane(datePairs, 5);
        parts.Day = Lane(timePairs, 0);
        parts.Hour = Lane(timePairs, 3);
        parts.Minute = Lane(timePairs, 6);
        ulong secondsPairs = Pairs(seconds);
        parts.Second = Lane(secondsPairs, 1);
        parts.Ticks = ((Lane(secondsPairs, 4) * 10) + Lane(seconds, 6)) * 10_000;
        // Leap seconds are left to the full check.
        if (parts.Hour <= 23 && parts.Minute <= 59 && parts.Second <= 59 && IsCalendarDate(parts.Year, parts.Month, parts.Day)) return true;
        parts = default;
        return false;
    }

    private static readonly WordForm DateForm = new("0000-00-"u8);
    private static readonly WordForm TimeForm = new("00T00:00"u8);
    private static readonly WordForm SecondsForm = new(":00.000Z"u8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ReadOnlySpan<byte> utf8, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(utf8.Slice(offset));

    // Each lane becomes ten times its digit plus the next lane's digit; at most 99, so no lane overflows into its neighbor.
    private static ulong Pairs(ulong digits) => (digits * 10) + (digits >> 8);

    private static int Lane(ulong word, int lane) => (byte)(word >> (8 * lane));

    /// <summary>A form of eight characters, each of them a digit or fixed.</summary>
    private readonly struct WordForm
    {
        public const ulong TopBits = 0x8080_8080_8080_8080;

        private readonly ulong _slack;

        /// <param name="form">The form; a 0 represents any digit.</param>
        public WordForm(ReadOnlySpan<byte> form)
        {
            Characters = BinaryPrimitives.ReadUInt64LittleEndian(form);
            for (int lane = 0; lane < form.Length; lane++) _slack |= (form[lane] == (byte)'0' ? 0x7FUL - 9 : 0x7FUL) << (8 * lane);
        }

        public ulong Characters { get; }

        /// <summary>
        /// Sets the top bit of a lane (and possibly of lanes above it) that does not match the form: with the fixed characters subtracted, digit lanes may be
        /// up to 9, all others must be 0.
        /// </summary>
        public ulong Faults(ulong difference) => difference | (difference + _slack);
    }
}
