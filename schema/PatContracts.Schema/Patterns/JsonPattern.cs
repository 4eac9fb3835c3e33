using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>The outcome of looking for a pattern.</summary>
internal enum PatternMatch
{
    No,
    Yes,

    /// <summary>It took too long to tell.</summary>
    GivenUp,
}

/// <summary>A regular expression of ECMA-262, found in UTF-8 text. It matches wherever it occurs in the text, unless it says otherwise.</summary>
internal sealed class JsonPattern
{
    private readonly PatternMatcher _matcher;

    private JsonPattern(string source, ParsedPattern pattern)
    {
        Source = source;
        _matcher = LiteralMatcher.TryBuild(pattern.Root)
            ?? StepMatcher.TryBuild(pattern.Root)
            ?? PositionMatcher.TryBuild(pattern.Root)
            ?? (PatternMatcher)new RegexMatcher(pattern);
    }

    /// <summary>The pattern as written.</summary>
    public string Source { get; }

    /// <summary>Makes a pattern ready to match.</summary>
    /// <param name="source">The pattern as written.</param>
    /// <param name="pattern">The pattern, where the answer is true.</param>
    /// <param name="error">What is wrong with it, where the answer is false.</param>
    public static bool TryCreate(string source, out JsonPattern? pattern, out string? error)
    {
        pattern = PatternParser.TryParse(source, out ParsedPattern? parsed, out error) ? new JsonPattern(source, parsed!) : null;
        return pattern is not null;
    }

    /// <summary>Whether a text is a regular expression.</summary>
    public static bool IsValid(ReadOnlySpan<byte> utf8) => PatternParser.TryParse(JsonStrings.Decode(utf8), out _, out _);

    public PatternMatch IsMatch(ReadOnlySpan<byte> utf8) => _matcher.Match(utf8);

    /// <param name="utf8">Valid UTF-8.</param>
    /// <param name="budget">The steps that all matches of one document may take.</param>
    public PatternMatch IsMatch(ReadOnlySpan<byte> utf8, ref PatternBudget budget)
    {
        PatternMatch match = _matcher.Match(utf8);
        if (match == PatternMatch.GivenUp) budget.Exhaust();
        return match;
    }
}
