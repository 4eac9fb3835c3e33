using System.Globalization;
using System.Text;

namespace PatContracts.Tool;

/// <summary>Text from outside (names in pointers, paths), made safe for a terminal and for formats in which a line is a record.</summary>
internal static class Printable
{
    /// <summary>The text on one line: control characters, which could move a terminal's cursor or end a line, as <c>\uXXXX</c>.</summary>
    public static string OneLine(string text)
    {
        int first = text.AsSpan().IndexOfAnyInRange('\0', '\u001F');
        if (first < 0 && !text.AsSpan().ContainsAnyInRange('\u007F', '\u009F') && !text.AsSpan().ContainsAny('\u2028', '\u2029')) return text;
        var printable = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            if (char.IsControl(c) || c is '\u2028' or '\u2029') printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else printable.Append(c);
        }

        return printable.ToString();
    }

    /// <summary>A count with its noun: <c>1 file</c>, <c>2 files</c>, <c>12,345 files</c>.</summary>
    public static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
