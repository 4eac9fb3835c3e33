namespace PatContracts.Schema.Patterns;

/// <summary>Searches for a pattern in UTF-8 text. Each form of pattern has the simplest matcher that can match it.</summary>
internal abstract class PatternMatcher
{
    /// <param name="utf8">Valid UTF-8.</param>
    /// <param name="budget">The remaining steps; only matchers whose time is not bounded by the text spend any.</param>
    public abstract PatternMatch Match(ReadOnlySpan<byte> utf8, ref PatternBudget budget);

    protected static PatternMatch Of(bool matches) => matches ? PatternMatch.Yes : PatternMatch.No;
}
