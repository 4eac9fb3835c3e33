namespace PatContracts.Schema.Compilation;

/// <summary>
/// <c>discriminator</c> of OpenAPI: the property whose value names the alternative of a union that an object is meant to match. If the object matches none, the
/// violations of that alternative are reported.
/// </summary>
/// <param name="location">The keyword.</param>
/// <param name="propertyName">The property.</param>
/// <param name="values">The values that name an alternative.</param>
/// <param name="alternatives">For each value, the index of the alternative.</param>
internal sealed class Discriminator(KeywordLocation location, string propertyName, string[] values, int[] alternatives)
{
    private readonly NameTable _values = new(values);

    public KeywordLocation Location { get; } = location;

    /// <summary>The property's name, as a table of one.</summary>
    public NameTable Property { get; } = new([propertyName]);

    /// <summary>The message for a value that names no alternative.</summary>
    public string Expectation { get; } = "Expected a value that names an alternative" + (values.Length is 0 or > 8 ? "" : ": " + string.Join(", ", values));

    /// <summary>The index of the alternative that a value (unescaped) names, or −1.</summary>
    public int Find(ReadOnlySpan<byte> value)
    {
        int index = _values.Find(value);
        return index < 0 ? -1 : alternatives[index];
    }
}
