namespace PatContracts;

/// <summary>The location of a token in its payload.</summary>
/// <param name="Offset">Zero-based offset in bytes of the token's first byte.</param>
/// <param name="Line">One-based line of that byte.</param>
/// <param name="Column">One-based column of that byte, in UTF-16 code units.</param>
/// <param name="Index">The token's index in a list, which is the first segment of the pointers of its findings; null if the token is a whole document.</param>
public readonly record struct TokenLocation(long Offset, int Line, int Column, long? Index = null)
{
    /// <summary>The start of a text that consists of one token.</summary>
    public static TokenLocation Start { get; } = new(0, 1, 1);
}
