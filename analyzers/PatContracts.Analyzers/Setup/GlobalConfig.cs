using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Setup;

/// <summary>The lines of a <c>.globalconfig</c> that concern bindings.</summary>
internal static class GlobalConfig
{
    // Matches a line like the compiler does. A comment can follow on the same line.
    private static readonly Regex Property = new(@"^\s*(?<key>[\w.\-]+)\s*[=:]\s*(?<value>.*?)\s*(?<comment>[#;].*)?$", RegexOptions.ExplicitCapture);

    /// <summary>Returns the location of an entry, or null if no file has a line with that value.</summary>
    public static Location? Locate(IEnumerable<SetupFile> files, string value, BindingEntry entry)
    {
        foreach (SetupFile file in files)
        {
            foreach ((TextLine line, Match match, bool isGlobal) in Lines(file))
            {
                if (!isGlobal || !IsKey(match) || match.Groups["value"].Value != value.Trim()) continue;

                int leading = value.Length - value.TrimStart().Length;
                return file.At(new(line.Start + match.Groups["value"].Index + entry.Offset - leading, entry.Text.Length));
            }
        }

        return null;
    }

    /// <summary>Returns the lines that the compiler reads differently than intended: another key, a key in a section, a semicolon.</summary>
    public static IEnumerable<SetupError> Errors(SetupFile file)
    {
        foreach ((TextLine line, Match match, bool isGlobal) in Lines(file))
        {
            Group key = match.Groups["key"];
            Group comment = match.Groups["comment"];
            if (!IsKey(match))
            {
                if (!key.Value.StartsWith("patcontract", StringComparison.OrdinalIgnoreCase)) continue;

                yield return UnusedKey(At(key), key.Value);
            }
            else if (!isGlobal)
            {
                yield return UnusedKey(At(key), BindingEntry.Key);
            }
            else if (comment.Value.StartsWith(";", StringComparison.Ordinal) && comment.Value.Contains('='))
            {
                yield return new(At(comment), "A semicolon begins a comment in a `.globalconfig`; separate bindings with a comma");
            }

            Location At(Group group) => file.At(new(line.Start + group.Index, group.Length));
        }
    }

    /// <summary>Whether a line of a file has a key, in any section. <see cref="Errors"/> reports a misplaced key.</summary>
    public static bool HasKey(SetupFile file, string key) =>
        Lines(file).Any(line => line.Match.Groups["key"].Value.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>The error of a key that looks like one of this product but has no effect: misspelled, or correct but outside a global configuration.</summary>
    public static SetupError UnusedKey(Location? location, string key) =>
        key.Equals(BindingEntry.Key, StringComparison.OrdinalIgnoreCase)
            ? new(location, $"`{BindingEntry.Key}` is read only above the first section of a `.globalconfig`")
            : new(
                location,
                $"The key `{key}` is unknown.{Suggestions.For(key, [BindingEntry.Key])}",
                Suggestions.Nearest(key, [BindingEntry.Key]).FirstOrDefault());

    private static bool IsKey(Match line) => line.Groups["key"].Value.Equals(BindingEntry.Key, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(TextLine Line, Match Match, bool IsGlobal)> Lines(SetupFile file)
    {
        bool isGlobal = true;
        foreach (TextLine line in file.Text.Lines)
        {
            string text = line.ToString();
            isGlobal &= !text.TrimStart().StartsWith("[", StringComparison.Ordinal);
            if (text.IndexOf("patcontract", StringComparison.OrdinalIgnoreCase) >= 0 && Property.Match(text) is { Success: true } match)
            {
                yield return (line, match, isGlobal);
            }
        }
    }
}
