namespace PatContracts.Schema;

/// <summary>A document that was converted to JSON.</summary>
/// <param name="utf8Json">The JSON.</param>
/// <param name="source">The locations of its values in the original.</param>
public sealed class ConvertedDocument(ReadOnlyMemory<byte> utf8Json, SourceMap source)
{
    /// <summary>The JSON.</summary>
    public ReadOnlyMemory<byte> Utf8Json { get; } = utf8Json;

    /// <summary>The locations of its values in the original.</summary>
    public SourceMap Source { get; } = source;
}
