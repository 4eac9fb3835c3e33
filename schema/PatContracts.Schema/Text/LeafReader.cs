using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PatContracts.Schema.Text;

/// <summary>
/// Reads values of the usual form in one step, by blocks of bytes. Each method takes the offset of a value and returns the offset after it, or −1 where the value has
/// another form, is out of bounds, or the text ends too soon to tell. Every load says why it stays inside the text.
/// </summary>
internal static class LeafReader
{
    private const int DateTimeLength = 26;

    /// <summary>A string without escapes, all ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Text(ReadOnlySpan<byte> json, int position)
    {
        // position <= Length - 65: the byte there and the 64 after it are in bounds.
        if (position > json.Length - 65) return TextNearEnd(json, position);
        if (Unchecked.Byte(json, position) != (byte)'"') return -1;
        ulong special = Special(json, position + 1);
        if (special == 0) return TextAtEnd(json, position);
        // The mask has 64 bits, so the offset is among the bytes loaded.
        int end = position + 1 + BitOperations.TrailingZeroCount(special);
        return Unchecked.Byte(json, end) == (byte)'"' ? end + 1 : -1;
    }

    /// <summary>The same among the last bytes: reads the last 64, and shifts out those before the string.</summary>
    private static int TextNearEnd(ReadOnlySpan<byte> json, int position)
    {
        int first = json.Length - 64;
        if (first < 0 || (uint)position >= (uint)(json.Length - 1)) return TextAtEnd(json, position);
        // Length - 65 < position < Length - 1: the byte there is inside, and so are the last 64; the shift is from 1 to 63.
        if (Unchecked.Byte(json, position) != (byte)'"') return -1;
        ulong special = Special(json, first) >> (position + 1 - first);
        if (special == 0) return -1;
        int end = position + 1 + BitOperations.TrailingZeroCount(special);
        return Unchecked.Byte(json, end) == (byte)'"' ? end + 1 : -1;
    }

    private static int TextAtEnd(ReadOnlySpan<byte> json, int position)
    {
        if ((uint)position >= (uint)json.Length || json[position] != (byte)'"') return -1;
        ScanFault fault = default;
        int quote = JsonScan.StringEnd(json, position + 1, out StringShape shape, ref fault);
        return quote >= 0 && shape == StringShape.Plain ? quote + 1 : -1;
    }

    /// <summary>One bit for each of 64 bytes, set where a byte ends a plain string: quotation mark, backslash, control character, not ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Special(ReadOnlySpan<byte> json, int position)
    {
        // The caller ensures that there are 64 bytes.
        Vector256<byte> first = Unchecked.Block256(json, position);
        Vector256<byte> second = Unchecked.Block256(json, position + Vector256<byte>.Count);
        return JsonScan.SpecialMask(first) | ((ulong)JsonScan.SpecialMask(second) << Vector256<byte>.Count);
    }

    /// <summary>A plain string whose length in bytes is in bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizedText(ReadOnlySpan<byte> json, int position, long minimum, long maximum)
    {
        int end = Text(json, position);
        int length = end - position - 2;
        return length >= minimum && length <= maximum ? end : -1;
    }

    /// <summary><c>"2017-07-11T18:45:37.098Z"</c>, and no other form; 29 February and leap seconds are not of the usual form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int DateTime(ReadOnlySpan<byte> json, int position)
    {
        // position <= Length - 32: the 32 bytes from there on are in bounds.
        if (position > json.Length - Vector256<byte>.Count) return IsDateTimeNearEnd(json, position) ? position + DateTimeLength : -1;
        return IsDateTime(Unchecked.Block256(json, position)) ? position + DateTimeLength : -1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsDateTimeNearEnd(ReadOnlySpan<byte> json, int position) =>
        // position <= Length - 26, as the 26 bytes require.
        position <= json.Length - DateTimeLength && IsDateTime(LastDateTime(json, position));

    /// <summary>The 26 bytes of a date-time at the end of the text, padded with zeros.</summary>
    private static Vector256<byte> LastDateTime(ReadOnlySpan<byte> json, int position)
    {
        // position <= Length - 26: the 16 bytes from there on are in bounds, and so are the 16 bytes 10 bytes later.
        Vector128<byte> lower = Unchecked.Block128(json, position);
        Vector128<byte> upper = Unchecked.Block128(json, position + 10);
        return Vector256.Create(lower, Vector128.Shuffle(upper, Vector128.Create((byte)6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 255, 255, 255, 255, 255, 255)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDateTime(Vector256<byte> block)
    {
        Vector256<byte> digits = block - DateTimeForm;
        if (Vector256.Min(digits, DateTimeLimits) != digits) return false;
        // Month, day and hour, two digits each; then, in every other byte, ten times the first digit plus the second.
        Vector128<byte> selected = Vector128.Create((byte)6, 7, 9, 10, 12, 13, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255);
        ulong parts = Vector128.Shuffle(digits.GetLower(), selected).AsUInt64().ToScalar();
        parts = (parts * 10) + (parts >> 8);
        uint month = (byte)parts;
        uint day = (byte)(parts >> 16);
        uint hour = (byte)(parts >> 32);
        // The limits let no month above 19 pass; the table has 20 entries.
        return hour < 24 && day - 1 < DaysInMonth[(int)month];
    }

    private static ReadOnlySpan<byte> DaysInMonth => [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0, 0, 0, 0, 0, 0, 0];

    private static Vector256<byte> DateTimeForm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        // All 32 bytes are there.
        get => Unchecked.Block256("\"0000-00-00T00:00:00.000Z\"\0\0\0\0\0\0"u8, 0);
    }

    // How far each byte may be above the form: digits up to nine, the first ones of month, day, hour, minute and second less; what follows the string, anything.
    private static Vector256<byte> DateTimeLimits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create((byte)0, 9, 9, 9, 9, 0, 1, 9, 0, 3, 9, 0, 2, 9, 0, 5, 9, 0, 5, 9, 0, 9, 9, 9, 0, 0, 255, 255, 255, 255, 255, 255);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Boolean(ReadOnlySpan<byte> json, int position)
    {
        const int True = 't' | ('r' << 8) | ('u' << 16) | ('e' << 24);
        const int Fals = 'f' | ('a' << 8) | ('l' << 16) | ('s' << 24);
        // position <= Length - 5: the four bytes from there on and the one after them are in bounds.
        if (position > json.Length - 5) return -1;
        int word = Unchecked.Word32(json, position);
        if (!BitConverter.IsLittleEndian) return -1;
        if (word == True) return position + 4;
        return word == Fals && Unchecked.Byte(json, position + 4) == (byte)'e' ? position + 5 : -1;
    }

    /// <summary><c>null</c>.</summary>
    public static int Null(ReadOnlySpan<byte> json, int position) =>
        // position <= Length - 4: the four bytes from there on are in bounds.
        (uint)position <= (uint)json.Length - 4 && json.Length >= 4 && Unchecked.Word32(json, position) == ('n' | ('u' << 8) | ('l' << 16) | ('l' << 24)) && BitConverter.IsLittleEndian
            ? position + 4
            : -1;

    /// <summary>A whole number of at most nine digits, without a sign, in bounds.</summary>
    public static int Integer(ReadOnlySpan<byte> json, int position, long minimum, long maximum)
    {
        const int MaxDigits = 9;
        int end = position;
        uint value = 0;
        while ((uint)end < (uint)json.Length && (uint)(json[end] - '0') <= 9)
        {
            value = (value * 10) + (uint)(json[end] - '0');
            if (++end - position > MaxDigits) return -1;
        }

        bool isUsual = end - position == 1 || (end > position && json[position] != (byte)'0');
        return isUsual && value >= minimum && value <= maximum && !Continues(json, end) ? end : -1;
    }

    /// <summary>A number of at most nine digits before the point, without sign and exponent, in bounds.</summary>
    public static int Number(ReadOnlySpan<byte> json, int position, long minimum, long maximum)
    {
        const int MaxDigits = 9;
        int end = position;
        uint whole = 0;
        while ((uint)end < (uint)json.Length && (uint)(json[end] - '0') <= 9)
        {
            whole = (whole * 10) + (uint)(json[end] - '0');
            if (++end - position > MaxDigits) return -1;
        }

        bool isUsual = end - position == 1 || (end > position && json[position] != (byte)'0');
        if (!isUsual || whole < minimum) return -1;
        if ((uint)end >= (uint)json.Length || json[end] != (byte)'.') return whole <= maximum && !Continues(json, end) ? end : -1;
        int fraction = ++end;
        while ((uint)end < (uint)json.Length && (uint)(json[end] - '0') <= 9) end++;
        // With a fraction the number lies between two whole ones, which are both in bounds.
        return end > fraction && whole < maximum && !Continues(json, end) ? end : -1;
    }

    /// <summary>Whether a number has a part that is not of the usual form.</summary>
    private static bool Continues(ReadOnlySpan<byte> json, int position) => (uint)position < (uint)json.Length && json[position] is (byte)'.' or (byte)'e' or (byte)'E';

    /// <summary>An array of plain strings.</summary>
    public static int Texts(ReadOnlySpan<byte> json, int position)
    {
        if ((uint)position >= (uint)json.Length || json[position] != (byte)'[') return -1;
        int end = CompactTexts(json, position);
        return end >= 0 ? end : SpacedTexts(json, position);
    }

    /// <summary>An array of plain strings without white space.</summary>
    public static int CompactTexts(ReadOnlySpan<byte> json, int position)
    {
        if ((uint)position >= (uint)json.Length || json[position] != (byte)'[') return -1;
        do
        {
            position = Text(json, position + 1);
            if ((uint)position >= (uint)json.Length) return -1;
        }
        while (json[position] == (byte)',');
        return json[position] == (byte)']' ? position + 1 : -1;
    }

    private static int SpacedTexts(ReadOnlySpan<byte> json, int position)
    {
        position = JsonScan.SkipWhitespace(json, position + 1);
        if ((uint)position < (uint)json.Length && json[position] == (byte)']') return position + 1;
        while (true)
        {
            position = Text(json, position);
            if (position < 0) return -1;
            position = JsonScan.SkipWhitespace(json, position);
            if ((uint)position >= (uint)json.Length) return -1;
            if (json[position] == (byte)']') return position + 1;
            if (json[position] != (byte)',') return -1;
            position = JsonScan.SkipWhitespace(json, position + 1);
        }
    }
}
