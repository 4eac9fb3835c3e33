namespace PatContracts.Schema.Patterns;

/// <summary>What an assertion can see of a character beside a position.</summary>
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
