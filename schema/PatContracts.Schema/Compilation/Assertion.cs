using PatContracts.Schema.Patterns;

namespace PatContracts.Schema.Compilation;

/// <summary>A keyword that validates a value by itself.</summary>
internal abstract class Assertion(KeywordLocation location)
{
    public KeywordLocation Location { get; } = location;

    /// <summary>What was expected, for findings.</summary>
    public abstract string Message { get; }
}

/// <summary>An assertion about a string's content.</summary>
internal abstract class StringAssertion(KeywordLocation location) : Assertion(location)
{
    /// <summary>Whether the assertion can be left undecided because the budget ran out; it then does not hold, and the budget is exhausted.</summary>
    public virtual bool CanBeUndecided => false;

    /// <param name="utf8">The content, escapes resolved; valid UTF-8.</param>
    /// <param name="budget">The steps that all patterns may take in one document.</param>
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
    /// <summary>The whole numbers that the assertion allows, where it allows all between two bounds.</summary>
    public virtual (long Minimum, long Maximum)? WholeRange => null;

    /// <summary>Whether what lies between two whole numbers of <see cref="WholeRange"/> is allowed too.</summary>
    public virtual bool AllowsFractions => false;

    /// <param name="token">The number as it is written (RFC 8259).</param>
    public abstract bool Holds(ReadOnlySpan<byte> token);
}

/// <summary>An assertion about a value of any type.</summary>
internal abstract class ValueAssertion(KeywordLocation location) : Assertion(location)
{
    /// <param name="value">The value's text, which is known to be JSON.</param>
    public abstract bool Holds(ReadOnlySpan<byte> value);
}
