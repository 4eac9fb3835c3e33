using System.Text.RegularExpressions;

namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>The rule pages: their text, and their examples with the diagnostics that they claim.</summary>
internal static partial class RulePages
{
    public static string Folder { get; } = Repository.File("docs/rules");

    /// <summary>The ids of the rules that have a page.</summary>
    public static string[] Ids { get; } =
        [.. Directory.GetFiles(Folder, "PAT*.md").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    public static string Read(string id) => File.ReadAllText(Path.Combine(Folder, id + ".md")).ReplaceLineEndings("\n");

    /// <summary>The C# examples whose first line states the expected diagnostic, or that there is none.</summary>
    public static IEnumerable<CodeExample> CodeExamples(string id) =>
        from Match block in CodeBlock().Matches(Read(id))
        let source = block.Groups["source"].Value
        let claim = Claim().Match(source)
        where claim.Success
        select new CodeExample(source, claim.Groups["id"].Success ? claim.Groups["id"].Value : null, claim.Groups["condition"].Success);

    /// <summary>The JSON files for which a page states the location of the diagnostic, and a change that removes it.</summary>
    public static IEnumerable<FileExample> FileExamples(string id) =>
        from Match match in FileClaim().Matches(Read(id))
        select new FileExample(
            match.Groups["file"].Value,
            match.Groups["json"].Value,
            match.Groups["id"].Value,
            match.Groups["at"].Value,
            match.Groups["name"].Value,
            match.Groups["value"].Value);

    [GeneratedRegex("```csharp\n(?<source>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\A// (fires(?<condition> when switched on)?: (?<id>PAT\d{4})|silent)\n", RegexOptions.ExplicitCapture)]
    private static partial Regex Claim();

    [GeneratedRegex(
        "(?<id>PAT\\d{4}) reports `(?<at>[^`]+)` in `(?<file>[^`]+)`[^`]*?:\n\n```json\n(?<json>.*?)```\n\n"
            + "With `(?<name>\"[^\"`]+\": )(?<value>[^`]+)`, it reports nothing\\.",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex FileClaim();
}
