namespace PatContracts;

/// <summary>The location of a token in its payload.</summary>
/// <param name="Offset">Zero-based offset in bytes of the token's first byte.</param>
/// <param name="Line">One-based line of that byte.</param>
/// <param name="Column">One-based column of that byte, in UTF-16 code units.</param>
/// <param name="Index">The token's index in a list, which begins its findings' pointers; null where the token is a document of its own.</param>
public readonly record struct TokenLocation(long Offset, int Line, int Column, long? Index = null)
{
    /// <summary>The beginning of a text, for a token that is the whole of it.</summary>
    public static TokenLocation Start { get; } = new(0, 1, 1);
}
