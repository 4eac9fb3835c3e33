using System.Text.RegularExpressions;

namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>The pages of the rules: their text, and the examples in it with what they claim.</summary>
internal static partial class RulePages
{
    public static string Folder { get; } = Repository.File("docs/rules");

    /// <summary>The rules that have a page.</summary>
    public static string[] Ids { get; } =
        [.. Directory.GetFiles(Folder, "PAT*.md").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    public static string Read(string id) => File.ReadAllText(Path.Combine(Folder, id + ".md")).ReplaceLineEndings("\n");

    /// <summary>The C# examples whose first line says what the rules say of them.</summary>
    public static IEnumerable<CodeExample> CodeExamples(string id) =>
        from Match block in CodeBlock().Matches(Read(id))
        let source = block.Groups["source"].Value
        let claim = Claim().Match(source)
        where claim.Success
        select new CodeExample(source, claim.Groups["id"].Success ? claim.Groups["id"].Value : null, claim.Groups["condition"].Success);

    /// <summary>The JSON files of which a page says where the rule fires, and what would silence it.</summary>
    public static IEnumerable<FileExample> FileExamples(string id) =>
        from Match match in FileClaim().Matches(Read(id))
        select new FileExample(
            match.Groups["file"].Value,
            match.Groups["json"].Value,
            match.Groups["id"].Value,
            match.Groups["place"].Value,
            match.Groups["name"].Value,
            match.Groups["value"].Value);

    [GeneratedRegex("```csharp\n(?<source>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\A// (fires(?<condition> when switched on)?: (?<id>PAT\d{4})|silent)\n", RegexOptions.ExplicitCapture)]
    private static partial Regex Claim();

    [GeneratedRegex(
        "`(?<file>[^`]+)`[^`]*? fires (?<id>PAT\\d{4}) at `(?<place>[^`]+)`:\n\n```json\n(?<json>.*?)```\n\n"
            + "With `(?<name>\"[^\"`]+\": )(?<value>[^`]+)` it is silent\\.",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex FileClaim();
}

/// <summary>An example in C#. Without a rule it is silent.</summary>
internal sealed record CodeExample(string Source, string? Fires, bool WhenSwitchedOn);

/// <summary>An example in a file: the rule fires at a text, and another value of the named member silences it.</summary>
internal sealed record FileExample(string File, string Json, string Fires, string At, string Name, string Value)
{
    public string Mended => Json.Replace(Name + At, Name + Value, StringComparison.Ordinal);
}
