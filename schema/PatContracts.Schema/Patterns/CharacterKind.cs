namespace PatContracts.Schema.Patterns;

/// <summary>The kind of a character before or after a position, as distinguished by assertions.</summary>
internal enum CharacterKind : byte
{
    /// <summary>The start or end of the text.</summary>
    Edge,
    Other,
    LineTerminator,
    Word,

    /// <summary>A character that is a word character only if case is ignored.</summary>
    FoldedWord,
}
