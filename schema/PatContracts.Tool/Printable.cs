using System.Globalization;
using System.Text;

namespace PatContracts.Tool;

/// <summary>Makes untrusted text (names in pointers, paths) safe for terminals and for line-based formats.</summary>
internal static class Printable
{
    /// <summary>
    /// Returns the text as one line. Characters that could move the cursor of a terminal, end a line, or change the display order of the text (control
    /// characters, line separators, bidirectional formatting characters, lone surrogates) are escaped as <c>\uXXXX</c>.
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

    /// <summary>Returns whether a text contains no characters that could move the cursor of a terminal, end a line, or change the display order.</summary>
    public static bool IsOneLine(string text) => !text.Any(IsUnsafe);

    /// <summary>Returns a count with a noun: <c>1 file</c>, <c>2 files</c>, <c>12,345 files</c>.</summary>
    public static string Count(long count, string noun) =>
        Count(count, noun, noun + "s");

    /// <summary>Returns a count with a noun that has an irregular plural.</summary>
    public static string Count(long count, string noun, string plural) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? noun : plural)}");

    // Control characters, line separators, bidirectional formatting characters (UAX #9), and the invisible byte order mark.
    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
