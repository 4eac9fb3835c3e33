namespace PatContracts.Schema.Formats;

/// <summary>Durations by the grammar of RFC 3339, appendix A: consecutive units, weeks alone, no fractions.</summary>
internal static class Durations
{
    public static bool IsDuration(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty || utf8[0] != (byte)'P') return false;
        utf8 = utf8.Slice(1);
        if (IsWeeks(utf8)) return true;
        int split = utf8.IndexOf((byte)'T');
        if (split < 0) return HasUnits(utf8, "YMD"u8);
        return (split == 0 || HasUnits(utf8.Slice(0, split), "YMD"u8)) && HasUnits(utf8.Slice(split + 1), "HMS"u8);
    }

    private static bool IsWeeks(ReadOnlySpan<byte> utf8)
    {
        int end = DigitsEnd(utf8, 0);
        return end > 0 && end == utf8.Length - 1 && utf8[end] == (byte)'W';
    }

    /// <summary>Returns whether the text is one or more numbers with adjacent units in their order.</summary>
    private static bool HasUnits(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> units)
    {
        int next = -1;
        int position = 0;
        do
        {
            int end = DigitsEnd(utf8, position);
            if (end == position || end == utf8.Length) return false;
            int unit = units.IndexOf(utf8[end]);
            if (unit < 0 || (next >= 0 && unit != next)) return false;
            next = unit + 1;
            position = end + 1;
        }
        while (position < utf8.Length);

        return true;
    }

    private static int DigitsEnd(ReadOnlySpan<byte> utf8, int position)
    {
        while (position < utf8.Length && utf8[position] is >= (byte)'0' and <= (byte)'9') position++;
        return position;
    }
}
