namespace PatContracts.Schema.Compilation;

/// <summary>
/// The <c>discriminator</c> of OpenAPI: the property whose value names the alternative of a union that an object is meant to match. If the object matches no
/// alternative, the violations of the named one are reported.
/// </summary>
/// <param name="location">The keyword.</param>
/// <param name="propertyName">The name of the property.</param>
/// <param name="values">The values that name an alternative.</param>
/// <param name="alternatives">The index of the alternative for each value.</param>
internal sealed class Discriminator(KeywordLocation location, string propertyName, string[] values, int[] alternatives)
{
    private readonly NameTable _values = new(values);

    public KeywordLocation Location { get; } = location;

    /// <summary>The property's name, as a table with one entry.</summary>
    public NameTable Property { get; } = new([propertyName]);

    /// <summary>The message for a value that names no alternative.</summary>
    public string Expectation { get; } = "Expected a value that names an alternative" + (values.Length is 0 or > 8 ? "" : ": " + string.Join(", ", values));

    /// <summary>Returns the index of the alternative that a value (unescaped) names, or −1.</summary>
    public int Find(ReadOnlySpan<byte> value)
    {
        int index = _values.Find(value);
        return index < 0 ? -1 : alternatives[index];
    }
}
