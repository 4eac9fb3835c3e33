namespace PatContracts.Schema.Formats;

/// <summary>Whether a text has some form.</summary>
internal delegate bool Utf8Predicate(ReadOnlySpan<byte> utf8);

/// <summary>A <c>format</c> of strings.</summary>
internal sealed class StringFormat(string name, string expectation, Utf8Predicate matches)
{
    public string Name { get; } = name;

    /// <summary>What the format is called in a sentence: "an RFC 3339 date-time".</summary>
    public string Expectation { get; } = expectation;

    /// <param name="utf8">A string's content, escapes resolved; valid UTF-8.</param>
    public bool Matches(ReadOnlySpan<byte> utf8) => matches(utf8);
}

/// <summary>A <c>format</c> of numbers.</summary>
internal sealed class NumberFormat(string name, string expectation, Utf8Predicate matches)
{
    public string Name { get; } = name;

    /// <summary>What the format is called in a sentence: "a 32-bit integer".</summary>
    public string Expectation { get; } = expectation;

    /// <param name="token">A number that the scanner has accepted.</param>
    public bool Matches(ReadOnlySpan<byte> token) => matches(token);
}
