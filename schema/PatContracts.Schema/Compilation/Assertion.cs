using PatContracts.Schema.Patterns;

namespace PatContracts.Schema.Compilation;

/// <summary>A keyword that validates a value without applying other schemas.</summary>
internal abstract class Assertion(KeywordLocation location)
{
    public KeywordLocation Location { get; } = location;

    /// <summary>The expectation, for findings.</summary>
    public abstract string Message { get; }
}

/// <summary>An assertion about a string's content.</summary>
internal abstract class StringAssertion(KeywordLocation location) : Assertion(location)
{
    /// <summary>Whether the assertion can be left undecided because the budget is exhausted; it then does not hold.</summary>
    public virtual bool CanBeUndecided => false;

    /// <param name="utf8">The content with escapes resolved; valid UTF-8.</param>
    /// <param name="budget">The budget of steps for all patterns in one document.</param>
    public abstract bool Holds(ReadOnlySpan<byte> utf8, ref PatternBudget budget);
}

/// <summary>An assertion about a string's length in characters (code points).</summary>
internal abstract class LengthAssertion(KeywordLocation location, int minimum, int maximum) : StringAssertion(location)
{
    public int Minimum { get; } = minimum;

    public int Maximum { get; } = maximum;
}

/// <summary>An assertion about a number.</summary>
internal abstract class NumberAssertion(KeywordLocation location) : Assertion(location)
{
    /// <summary>The range of integers that the assertion allows, if it allows every integer in a range and no other.</summary>
    public virtual (long Minimum, long Maximum)? WholeRange => null;

    /// <summary>Whether fractions between the integers of <see cref="WholeRange"/> are also allowed.</summary>
    public virtual bool AllowsFractions => false;

    /// <param name="token">The number as written (RFC 8259).</param>
    public abstract bool Holds(ReadOnlySpan<byte> token);
}

/// <summary>An assertion about a value of any type.</summary>
internal abstract class ValueAssertion(KeywordLocation location) : Assertion(location)
{
    /// <param name="value">The text of the value, which is known to be JSON.</param>
    public abstract bool Holds(ReadOnlySpan<byte> value);
}
