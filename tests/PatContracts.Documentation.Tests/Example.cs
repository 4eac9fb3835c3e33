using System.Text.RegularExpressions;

namespace PatContracts.Documentation.Tests;

/// <summary>A block of C# code in a page.</summary>
/// <param name="Page">The path of the page, relative to the root of the repository.</param>
/// <param name="Line">The line of the first line of code.</param>
/// <param name="Code">The code.</param>
/// <param name="Output">The output of the program according to the page; null if the page doesn't show it.</param>
internal sealed partial record Example(string Page, int Line, string Code, string? Output)
{
    /// <summary>Returns all examples of a page.</summary>
    public static IEnumerable<Example> Of(string page)
    {
        string text = Repository.Read(page).ReplaceLineEndings("\n");
        Match[] blocks = [.. Block().Matches(text).AsEnumerable()];
        for (int i = 0; i < blocks.Length; i++)
        {
            if (blocks[i].Groups["language"].Value != "csharp") continue;
            Group code = blocks[i].Groups["text"];
            yield return new Example(page, 1 + text.AsSpan(0, code.Index).Count('\n'), code.Value, IsProgram(code.Value) ? OutputOf(blocks.AsSpan(i + 1)) : null);
        }
    }

    /// <summary>Returns the text of a file that a page shows with <c>step: write</c>.</summary>
    public static string File(string page, string name) =>
        Block().Matches(Repository.Read(page).ReplaceLineEndings("\n")).First(block => block.Groups["step"].Value == "write " + name).Groups["text"].Value;

    /// <summary>Whether code has top-level statements, so that it can run.</summary>
    public static bool IsProgram(string code) => TopLevelStatement().IsMatch(code);

    /// <summary>Returns the next block after the word "prints", unless another program precedes it.</summary>
    private static string? OutputOf(ReadOnlySpan<Match> blocks)
    {
        foreach (Match block in blocks)
        {
            if (block.Groups["language"].Value == "csharp" && IsProgram(block.Groups["text"].Value)) return null;
            if (block.Groups["language"].Value == "text" && block.Groups["prints"].Success) return block.Groups["text"].Value;
        }

        return null;
    }

    [GeneratedRegex("""(?<prints>prints:?\n\n)?(<!-- step: (?<step>[^\n]+?) -->\n)?^```(?<language>[a-z]*)\n(?<text>.*?)^```$""", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    /// <summary>Matches an unindented line that is a statement, not part of a declaration.</summary>
    [GeneratedRegex(@"^(?!using [\w.]+;|(using )?namespace |public |internal |static |sealed |partial |record |class |enum |\[|//|[{}\s]).+", RegexOptions.Multiline)]
    private static partial Regex TopLevelStatement();
}
