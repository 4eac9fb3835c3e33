using System.Text.RegularExpressions;

namespace PatContracts.Analyzers.Tests.Realistic;

/// <summary>
/// Typical C# code with words that vary. In its file, a template begins with <c>//# name</c>, followed by lines such as <c>//~ row entity source</c>: the first
/// word occurs in the text, and the others can replace it. A line that ends with <c>//! PAT1001</c> contains a mistake that the rule reports at that line. A
/// line that ends with <c>//? PAT1001: the reason</c> is a known limitation, which the tests skip.
/// </summary>
internal sealed partial class CodeTemplate
{
    private readonly string _source;
    private readonly string[][] _words;

    private CodeTemplate(string name, string source, string[][] words)
    {
        Name = name;
        _source = source;
        _words = words;
    }

    public string Name { get; }

    /// <summary>Whether the template requires a compiler that is newer than the oldest supported one.</summary>
    public bool IsNewSyntax => Name.EndsWith("(C# 14)", StringComparison.Ordinal);

    /// <summary>The number of different variants.</summary>
    public int VariantCount => _words.Aggregate(1, (count, words) => count * words.Length);

    /// <summary>Returns the templates in the files of a subfolder.</summary>
    public static IReadOnlyList<CodeTemplate> In(string folder) =>
    [
        .. Directory.GetFiles(Repository.File("tests/PatContracts.Analyzers.Tests/Realistic/" + folder), "*.cs")
            .Order(StringComparer.Ordinal)
            .SelectMany(file => Heading().Split(File.ReadAllText(file).ReplaceLineEndings("\n")).Skip(1))
            .Select(Parse),
    ];

    /// <summary>Returns a variant of the text. Variant 0 is the text itself; the others differ from each other in as many words as possible.</summary>
    public string Variant(int number)
    {
        int index = (int)((long)number * Stride % VariantCount);
        string source = _source;
        foreach (string[] words in _words)
        {
            source = Regex.Replace(source, $@"\b{Regex.Escape(words[0])}\b", words[index % words.Length]);
            index /= words.Length;
        }

        return source;
    }

    /// <summary>A step width that visits each variant once.</summary>
    private int Stride
    {
        get
        {
            int stride = VariantCount / 2 + 1;
            while (GreatestCommonDivisor(stride, VariantCount) != 1) stride++;
            return stride;
        }
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);

    private static CodeTemplate Parse(string text)
    {
        string[] lines = text.Split('\n');
        string[][] words = [.. lines.Skip(1).TakeWhile(line => line.StartsWith("//~ ", StringComparison.Ordinal)).Select(line => line[4..].Split(' '))];
        return new CodeTemplate(lines[0], string.Join('\n', lines.Skip(1 + words.Length)).Trim() + "\n", words);
    }

    [GeneratedRegex("^//# ", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
