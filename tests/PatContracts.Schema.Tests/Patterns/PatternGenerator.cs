using CsCheck;

namespace PatContracts.Schema.Tests.Patterns;

/// <summary>Generates small patterns and texts that often match.</summary>
internal static class PatternGenerator
{
    private static readonly string[] Quantifiers = ["*", "+", "?", "{2}", "{0,2}", "{1,}", "{2,3}", "{0}", "*?", "+?", "??", "{1,2}?", "{0,2}?"];

    public static readonly Gen<string> Text = OneOf("a", "a", "b", "b", "c", "é", "\U0001F600", "\n").Array[0, 7].Select(string.Concat);

    /// <summary>Patterns without back-references and look-around, which every matcher supports.</summary>
    public static readonly Gen<string> Regular = Of(3, ["^", "$", "\\b", "\\B"], ["(?:", "(", "(?m:", "(?s:"]);

    /// <summary>
    /// Patterns with all features; groups that are referred to exist. Most match the whole text or nothing, so that captures make a difference.
    /// </summary>
    public static readonly Gen<string> Any = Gen.Select(
        OneOf("^", "^", ""),
        Of(
            3,
            ["^", "$", "\\b", "\\1", "\\2", "\\1", "\\k<n>"],
            ["(?:", "(", "(", "(?=", "(?!", "(?<=", "(?<!", "(?:(?=", "(?:(?<=", "(?:(?!"]),
        OneOf("", "$", "\\1$", "\\2$", "\\1\\2$", "c\\1"),
        (start, pattern, end) => $"{start}(?:{pattern}){end}(?:|(a)|(b)|(?<n>c))");

    private static Gen<string> Of(int depth, string[] anchors, string[] groups)
    {
        Gen<string> atom = OneOf("a", "b", "c", "é", "\U0001F600", ".", "[ab]", "[^a]", "[^b\U0001F600]", "\\W", "[^]", "[]");
        if (depth == 0) return atom;
        Gen<string> inner = Of(depth - 1, anchors, groups);
        Gen<string> grouped = Gen.Select(OneOf(groups), inner).Select((opening, body) => opening + body + new string(')', opening.Count(c => c == '(')));
        return Gen.Frequency(
            (4, atom),
            (2, OneOf(anchors)),
            (4, Gen.Select(inner, inner).Select((left, right) => left + right)),
            (2, Gen.Select(inner, inner).Select((left, right) => $"(?:{left}|{right})")),
            (1, Gen.Select(inner, inner).Select((left, right) => $"{left}|{right}")),
            (2, grouped),
            (4, Gen.Select(inner, OneOf(Quantifiers)).Select((body, quantifier) => $"({body}){quantifier}")),
            (1, Gen.Select(inner, OneOf(Quantifiers)).Select((body, quantifier) => $"(?:{body}){quantifier}")),
            (2, Gen.Select(inner, inner, OneOf(Quantifiers)).Select((left, right, quantifier) => $"(?:({left})|{right}){quantifier}")));
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
