namespace PatContracts.Schema.Formats;

/// <summary>Returns whether a text has a certain form.</summary>
internal delegate bool Utf8Predicate(ReadOnlySpan<byte> utf8);

/// <summary>A <c>format</c> of strings.</summary>
internal sealed class StringFormat(string name, string expectation, Utf8Predicate matches)
{
    public string Name { get; } = name;

    /// <summary>The expected form, for messages: "an RFC 3339 date-time".</summary>
    public string Expectation { get; } = expectation;

    /// <param name="utf8">The content of a string with escapes resolved; valid UTF-8.</param>
    public bool Matches(ReadOnlySpan<byte> utf8) => matches(utf8);
}

/// <summary>A <c>format</c> of numbers.</summary>
internal sealed class NumberFormat(string name, string expectation, Utf8Predicate matches)
{
    public string Name { get; } = name;

    /// <summary>The expected form, for messages: "a 32-bit integer".</summary>
    public string Expectation { get; } = expectation;

    /// <param name="token">A number that the scanner has accepted.</param>
    public bool Matches(ReadOnlySpan<byte> token) => matches(token);
}
