namespace PatContracts.Schema.Compilation;

/// <summary>A keyword that judges a value by itself.</summary>
internal abstract class Assertion(KeywordSite site)
{
    public KeywordSite Site { get; } = site;

    /// <summary>What was expected, for findings.</summary>
    public abstract string Message { get; }
}

/// <summary>An assertion about a string's content.</summary>
internal abstract class StringAssertion(KeywordSite site) : Assertion(site)
{
    /// <param name="utf8">The content, escapes resolved; valid UTF-8.</param>
    public abstract bool Holds(ReadOnlySpan<byte> utf8);
}

/// <summary>An assertion about a string's length in characters (code points).</summary>
internal abstract class LengthAssertion(KeywordSite site, int minimum, int maximum) : StringAssertion(site)
{
    public int Minimum { get; } = minimum;

    public int Maximum { get; } = maximum;
}

/// <summary>An assertion about a number.</summary>
internal abstract class NumberAssertion(KeywordSite site) : Assertion(site)
{
    /// <summary>The whole numbers that the assertion allows, where it allows all between two bounds.</summary>
    public virtual (long Minimum, long Maximum)? WholeRange => null;

    /// <summary>Whether what lies between two whole numbers of <see cref="WholeRange"/> is allowed too.</summary>
    public virtual bool AllowsFractions => false;

    /// <param name="token">The number as it is written (RFC 8259).</param>
    public abstract bool Holds(ReadOnlySpan<byte> token);
}

/// <summary>An assertion about a value of any type.</summary>
internal abstract class ValueAssertion(KeywordSite site) : Assertion(site)
{
    /// <param name="value">The value's text, which is known to be JSON.</param>
    public abstract bool Holds(ReadOnlySpan<byte> value);
}
