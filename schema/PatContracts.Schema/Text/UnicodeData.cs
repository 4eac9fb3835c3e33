using System.Globalization;
using System.Text;

namespace PatContracts.Schema.Text;

/// <summary>
/// The sets of code points that Unicode defines, by name. They come from a table of one Unicode version instead of the runtime's own data, so a pattern has the
/// same meaning on every target. <c>eng/unicode-data.mjs</c> writes the table and describes its format.
/// </summary>
internal static class UnicodeData
{
    private const string CategoryKind = "gc ";
    private const string PropertyKind = "is ";
    private const string ScriptKind = "sc ";
    private const string ScriptExtensionsKind = "scx ";

    private static readonly Lazy<Dictionary<string, string>> Table = new(Read);

    /// <summary>Returns the code points of a general category or group of categories ("Lu", "Letter"); null if the name is unknown.</summary>
    public static CodePointSet? Category(string name) => Find(CategoryKind, name);

    /// <summary>Returns the code points with a binary property of ECMA-262 ("Alphabetic", "Alpha"); null if the name is unknown.</summary>
    public static CodePointSet? Property(string name) => Find(PropertyKind, name);

    /// <summary>Returns the code points of a script ("Greek", "Grek"); null if the name is unknown.</summary>
    public static CodePointSet? Script(string name) => Find(ScriptKind, name);

    /// <summary>Returns the code points that a script uses, including those it shares with others; null if the name is unknown.</summary>
    public static CodePointSet? ScriptExtensions(string name) => Find(ScriptExtensionsKind, name);

    /// <summary>Returns each code point that differs only by case from a lower one, with the lowest.</summary>
    public static List<(int CodePoint, int Least)> CaseFoldings()
    {
        var foldings = new List<(int, int)>();
        int end = 0;
        foreach (string term in Terms(Table.Value["fold Simple"]))
        {
            string[] parts = term.Split(':');
            (int first, int last) = Range(parts[0], end);
            end = last;
            int step = Hexadecimal(parts[1]);
            int distance = Hexadecimal(parts[2]);
            for (int codePoint = first; codePoint <= last; codePoint += step) foldings.Add((codePoint, codePoint - distance));
        }

        return foldings;
    }

    private static CodePointSet? Find(string kind, string name) => Table.Value.TryGetValue(kind + name, out string? terms) ? Build(terms) : null;

    private static CodePointSet Build(string terms)
    {
        var included = new CodePointSetBuilder();
        var excluded = new CodePointSetBuilder();
        CodePointSetBuilder current = included;
        int end = 0;
        foreach (string term in Terms(terms))
        {
            if (term == "!")
            {
                current = excluded;
                end = 0;
            }
            else if (term[0] is >= 'A' and <= 'Z')
            {
                current.Add(Category(term) ?? Property(term) ?? Script(term)!);
            }
            else
            {
                (int first, end) = Range(term, end);
                current.Add(first, end);
            }
        }

        return included.Build().Intersect(excluded.Build().Complement());
    }

    private static string[] Terms(string terms) => terms.Split([' '], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Parses a range whose start is written as the distance from the end of the previous range.</summary>
    private static (int First, int Last) Range(string term, int end)
    {
        int plus = term.IndexOf('+');
        if (plus < 0) return (end + Hexadecimal(term), end + Hexadecimal(term));
        int first = end + Hexadecimal(term.Substring(0, plus));
        return (first, first + Hexadecimal(term.Substring(plus + 1)));
    }

    private static int Hexadecimal(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Read()
    {
        using Stream stream = typeof(UnicodeData).Assembly.GetManifestResourceStream("unicode-data")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            // The terms of fold also contain colons; the first one ends the names.
            int colon = line.IndexOf(':');
            int space = line.IndexOf(' ');
            string kind = line.Substring(0, space + 1);
            string terms = line.Substring(colon + 1);
            foreach (string name in line.Substring(space + 1, colon - space - 1).Split(',')) table.Add(kind + name, terms);
        }

        return table;
    }
}
