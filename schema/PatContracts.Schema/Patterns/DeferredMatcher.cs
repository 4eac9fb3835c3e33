namespace PatContracts.Schema.Patterns;

/// <summary>
/// A pattern whose matcher is built on first use, because building it takes time and memory, and a schema may contain many patterns that no payload reaches.
/// </summary>
internal sealed class DeferredMatcher(ParsedPattern pattern) : PatternMatcher
{
    private PatternMatcher? _matcher;

    public override PatternMatch Match(ReadOnlySpan<byte> utf8, ref PatternBudget budget) => (_matcher ?? Build()).Match(utf8, ref budget);

    // Two threads may both build a matcher; either can be used.
    private PatternMatcher Build()
    {
        // A pattern whose expanded repeats are too large for an automaton is matched with counters instead.
        PatternMatcher matcher = AutomatonProgram.TryCompile(pattern, AutomatonProgram.LimitFor(pattern)) is { } program
            ? new AutomatonMatcher(program)
            : new BacktrackingMatcher(pattern);
        return Interlocked.CompareExchange(ref _matcher, matcher, null) ?? matcher;
    }
}
