using System.Text.RegularExpressions;

namespace PatContracts.Analyzers.Tests.Realistic;

/// <summary>
/// A piece of C# as people write it, and the words in it that vary. In its file a shape begins with <c>//# name</c>, followed by lines such as
/// <c>//~ row entity source</c>: the first word stands in the text, and the others may take its place. A line that ends in <c>//! PAT1001</c> has a
/// mistake that the rule reports there; one that ends in <c>//? PAT1001: the reason</c> is a known gap, which no test looks at.
/// </summary>
internal sealed partial class Shape
{
    private readonly string _source;
    private readonly string[][] _words;

    private Shape(string name, string source, string[][] words)
    {
        Name = name;
        _source = source;
        _words = words;
    }

    public string Name { get; }

    /// <summary>Whether the shape needs a compiler that is newer than the oldest one supported.</summary>
    public bool IsNewSyntax => Name.EndsWith("(C# 14)", StringComparison.Ordinal);

    /// <summary>How many different variants there are.</summary>
    public int VariantCount => _words.Aggregate(1, (count, words) => count * words.Length);

    /// <summary>The shapes in the files of a folder beside this file.</summary>
    public static IReadOnlyList<Shape> In(string folder) =>
    [
        .. Directory.GetFiles(Repository.File("tests/PatContracts.Analyzers.Tests/Realistic/" + folder), "*.cs")
            .Order(StringComparer.Ordinal)
            .SelectMany(file => Heading().Split(File.ReadAllText(file).ReplaceLineEndings("\n")).Skip(1))
            .Select(Parse),
    ];

    /// <summary>A variant of the text. Variant 0 is the text itself; those that follow differ from each other in as many words as possible.</summary>
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

    /// <summary>A step through the variants that meets each of them once.</summary>
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

    private static Shape Parse(string text)
    {
        string[] lines = text.Split('\n');
        string[][] words = [.. lines.Skip(1).TakeWhile(line => line.StartsWith("//~ ", StringComparison.Ordinal)).Select(line => line[4..].Split(' '))];
        return new Shape(lines[0], string.Join('\n', lines.Skip(1 + words.Length)).Trim() + "\n", words);
    }

    [GeneratedRegex("^//# ", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
