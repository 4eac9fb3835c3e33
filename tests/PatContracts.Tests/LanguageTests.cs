using System.Text.RegularExpressions;
using Xunit;

namespace PatContracts.Tests;

/// <summary>Compares the words of the sources and of the documentation with the list in <c>eng/words.txt</c>.</summary>
public sealed partial class LanguageTests
{
    private static readonly string[] Extensions = [".cs", ".md", ".targets", ".props"];

    private static readonly (Regex Expression, string Replacement, string Example)[] Words =
        [.. File.ReadLines(Repository.File("eng/words.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(ParseEntry)];

    [Fact]
    public void No_file_contains_a_word_of_the_list()
    {
        string[] files = [.. Files()];
        Assert.InRange(files.Length, 100, int.MaxValue);
        string[] found = [.. files.SelectMany(path => Find(Repository.Read(path)).Select(found => $"{path}({found.Line}): \"{found.Text}\" ({found.Replacement})"))];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [Fact]
    public void An_entry_of_the_list_finds_its_example() => Assert.All(Words, word => Assert.Contains(Find(word.Example), found => found.Replacement == word.Replacement));

    [Fact]
    public void A_phrase_is_found_across_lines() =>
        Assert.All(Words.Where(word => word.Example.Contains(' ', StringComparison.Ordinal)), word =>
            Assert.NotEmpty(Find(word.Example.Replace(" ", "\n    /// ", StringComparison.Ordinal))));

    [Theory]
    [InlineData("gateway, always, forgiven, replaced, placeholder")]
    [InlineData("An in-place applicator runs in place: InPlace, in_place.")]
    [InlineData("null if there is none")]
    public void Other_words_are_not_found(string text) => Assert.Empty(Find(text));

    private static (Regex Expression, string Replacement, string Example) ParseEntry(string line)
    {
        // A space matches any text between two words, including the beginning of the next line of a comment.
        string[] parts = line.Split('\t');
        Assert.Equal(3, parts.Length);
        return (new Regex($@"\b({parts[0].Replace(" ", @"[\s/]+", StringComparison.Ordinal)})\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture), parts[1], parts[2]);
    }

    private static IEnumerable<(int Line, string Text, string Replacement)> Find(string text)
    {
        string words = Boundary().Replace(text, " ").Replace('_', ' ');
        return from word in Words
               from Match match in word.Expression.Matches(words)
               select (1 + words.AsSpan(0, match.Index).Count('\n'), Blank().Replace(match.Value, " "), word.Replacement);
    }

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Where(path => Extensions.Contains(Path.GetExtension(path)))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or ".git"));

    /// <summary>Matches the boundary between two words in an identifier.</summary>
    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"[\s/]+")]
    private static partial Regex Blank();
}
