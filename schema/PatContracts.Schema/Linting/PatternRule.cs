using PatContracts.Schema.Documents;

namespace PatContracts.Schema.Linting;

/// <summary>Reports syntax of other regular expression languages, which ECMA-262, the language of JSON Schema, rejects or reads differently.</summary>
internal sealed class PatternRule() : LintRule("lint/pattern-syntax", FindingSeverity.Error)
{
    private static readonly (string Text, string Meaning)[] Foreign =
    [
        ("\\A", "\"\\A\" is not an anchor; use ^"),
        ("\\Z", "\"\\Z\" is not an anchor; use $"),
        ("\\z", "\"\\z\" is not an anchor; use $"),
        ("\\G", "\"\\G\" is not an anchor"),
        ("\\<", "\"\\<\" is the character < and not the start of a word; use \\b"),
        ("\\>", "\"\\>\" is the character > and not the end of a word; use \\b"),
        ("\\h", "\"\\h\" is not a character class; use [ \\t]"),
        ("\\R", "\"\\R\" is not a line break; use \\r?\\n"),
        ("\\K", "\"\\K\" does not exist"),
        ("\\Q", "\"\\Q…\\E\" does not quote; escape each character"),
        ("\\e", "\"\\e\" does not exist; use \\u001B"),
        ("\\a", "\"\\a\" does not exist; use \\u0007"),
        ("\\x{", "\"\\x{…}\" does not exist; use \\u{…}"),
        ("[[:", "\"[[:…:]]\" is not a POSIX class; use a class such as [a-z] or \\p{L}"),
        ("(?#", "\"(?#…)\" is not a comment; use $comment"),
        ("(?>", "\"(?>…)\" is not an atomic group"),
        ("(?P<", "\"(?P<…>…)\" is not a named group; use (?<…>…)"),
        ("(?i)", "\"(?i)\" does not apply to the rest of the pattern; use (?i:…)"),
        ("(?s)", "\"(?s)\" does not apply to the rest of the pattern; use (?s:…)"),
        ("(?m)", "\"(?m)\" does not apply to the rest of the pattern; use (?m:…)"),
        ("(?x)", "\"(?x)\" does not exist; white space is always significant"),
        ("*+", "\"*+\" is not a possessive quantifier; use *"),
        ("++", "\"++\" is not a possessive quantifier; use +"),
        ("?+", "\"?+\" is not a possessive quantifier; use ?"),
        ("{,", "\"{,n}\" is not a quantifier; use {0,n}"),
    ];

    public override void Check(JsonNode schema, LintRun run)
    {
        if (schema["pattern"] is { IsString: true } pattern && Explain(pattern.String) is { } reason) run.Add(this, pattern, Message(reason));
        if (schema["patternProperties"] is not { IsObject: true } properties) return;
        foreach (JsonNode property in properties.Children)
        {
            if (Explain(property.Name!) is { } problem) run.AddAtName(this, property, Message(problem));
        }
    }

    private static string Message(string reason) => $"In the regular expressions of JSON Schema (ECMA-262), {reason}";

    /// <summary>Returns the explanation of the foreign syntax in a pattern, or null.</summary>
    private static string? Explain(string pattern)
    {
        bool isInClass = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            foreach ((string text, string meaning) in Foreign)
            {
                bool isEscape = text[0] == '\\';
                if (isInClass && text[0] != '[' && !(isEscape && text is "\\h" or "\\R" or "\\x{")) continue;
                if (string.CompareOrdinal(pattern, i, text, 0, text.Length) == 0) return meaning;
            }

            if (pattern[i] == '\\') i++;
            else if (pattern[i] == '[') isInClass = true;
            else if (pattern[i] == ']') isInClass = false;
        }

        return null;
    }
}
