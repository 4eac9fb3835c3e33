using System.Globalization;
using System.Text;

namespace PatContracts.Tool;

/// <summary>Text from outside (names in pointers, paths), made safe for a terminal and for formats in which a line is a record.</summary>
internal static class Printable
{
    /// <summary>
    /// The text on one line. What could move a terminal's cursor, end a line, or show the text in another order than it has (control, line separator and
    /// bidirectional formatting characters, lone surrogates) is written as <c>\uXXXX</c>.
    /// </summary>
    public static string OneLine(string text)
    {
        if (IsOneLine(text) && !text.Any(char.IsSurrogate)) return text;
        var printable = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                printable.Append(c).Append(text[++i]);
            }
            else if (IsUnsafe(c) || char.IsSurrogate(c))
            {
                printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                printable.Append(c);
            }
        }

        return printable.ToString();
    }

    /// <summary>Whether nothing in a text could move a terminal's cursor, end a line, or show the text in another order.</summary>
    public static bool IsOneLine(string text) => !text.Any(IsUnsafe);

    /// <summary>A count with its noun: <c>1 file</c>, <c>2 files</c>, <c>12,345 files</c>.</summary>
    public static string Count(long count, string noun) =>
        Count(count, noun, noun + "s");

    /// <summary>A count with a noun whose plural is its own.</summary>
    public static string Count(long count, string noun, string plural) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? noun : plural)}");

    // Control characters, line separators, bidirectional formatting (UAX #9), and the byte order mark, which is invisible.
    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
