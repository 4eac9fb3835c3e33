using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>An ECMA-262 regular expression that is matched against UTF-8 text. Unless anchored, it matches anywhere in the text.</summary>
internal sealed class JsonPattern
{
    private readonly PatternMatcher _matcher;

    private JsonPattern(string source, ParsedPattern pattern)
    {
        Source = source;
        _matcher = Choose(pattern);
    }

    /// <summary>The pattern as written.</summary>
    public string Source { get; }

    /// <summary>Whether matching spends the budget, so that it may be undecided.</summary>
    public bool SpendsBudget => _matcher is DeferredMatcher;

    /// <summary>Compiles a pattern.</summary>
    /// <param name="source">The pattern as written.</param>
    /// <param name="pattern">The pattern, if it is valid.</param>
    /// <param name="error">The error and its position, if the pattern is not valid.</param>
    public static bool TryCreate(string source, out JsonPattern? pattern, out string? error)
    {
        pattern = PatternParser.TryParse(source, out ParsedPattern? parsed, out error) ? new JsonPattern(source, parsed!) : null;
        return pattern is not null;
    }

    /// <summary>Returns whether a text is a valid regular expression.</summary>
    public static bool IsValid(ReadOnlySpan<byte> utf8) => PatternParser.TryParse(JsonStrings.Decode(utf8), out _, out _);

    /// <param name="utf8">Valid UTF-8.</param>
    /// <param name="budget">The steps that remain for the document.</param>
    public PatternMatch IsMatch(ReadOnlySpan<byte> utf8, ref PatternBudget budget) => _matcher.Match(utf8, ref budget);

    /// <summary>Matches a text with the budget of a separate document.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public PatternMatch IsMatch(ReadOnlySpan<byte> utf8)
    {
        PatternBudget budget = PatternBudget.ForDocument(utf8.Length);
        return _matcher.Match(utf8, ref budget);
    }

    private static PatternMatcher Choose(ParsedPattern pattern)
    {
        if (!pattern.NeedsBacktracking)
        {
            if (LiteralMatcher.TryBuild(pattern.Root) is { } literal) return literal;
            if (StepMatcher.TryBuild(pattern.Root) is { } steps) return steps;
            if (PositionMatcher.TryBuild(pattern) is { } positions) return positions;
        }

        return new DeferredMatcher(pattern);
    }
}
