using System.Globalization;

namespace PatContracts.Schema.Text;

/// <summary>Reads Unicode code points from valid UTF-8, and classifies them.</summary>
internal static class CodePoints
{
    public const int Largest = 0x10FFFF;

    /// <summary>Reads the code point at a position and moves past it.</summary>
    public static int Next(ReadOnlySpan<byte> utf8, ref int position)
    {
        int lead = utf8[position++];
        if (lead < 0x80) return lead;
        int trailing = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        int codePoint = lead & (0x3F >> trailing);
        for (; trailing > 0; trailing--) codePoint = (codePoint << 6) | (utf8[position++] & 0x3F);
        return codePoint;
    }

    /// <summary>Returns the start of the code point that ends at a position.</summary>
    public static int Before(ReadOnlySpan<byte> utf8, int position)
    {
        do position--;
        while (position > 0 && (utf8[position] & 0xC0) == 0x80);
        return position;
    }

    public static UnicodeCategory Category(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint);

    public static bool IsMark(UnicodeCategory category) =>
        category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
