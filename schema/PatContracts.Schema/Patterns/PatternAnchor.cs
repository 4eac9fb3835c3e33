namespace PatContracts.Schema.Patterns;

/// <summary>The assertions about the characters before and after a position.</summary>
internal enum PatternAnchor
{
    Start,
    End,

    /// <summary><c>^</c> with the modifier <c>m</c>.</summary>
    LineStart,

    /// <summary><c>$</c> with the modifier <c>m</c>.</summary>
    LineEnd,

    WordBoundary,
    NoWordBoundary,

    /// <summary><c>\b</c> with the modifier <c>i</c>, which adds two word characters.</summary>
    FoldedWordBoundary,
    NoFoldedWordBoundary,
}
