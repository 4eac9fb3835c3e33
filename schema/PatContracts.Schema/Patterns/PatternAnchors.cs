using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>Evaluates assertions about the characters before and after a position.</summary>
internal static class PatternAnchors
{
    private static readonly CodePointSet FoldedWordCharacters = CodePointSet.Parse("17F 212A");

    /// <summary>The sets of characters that assertions distinguish.</summary>
    public static readonly IReadOnlyList<CodePointSet> SetsOfKinds = [CharacterSets.WordCharacters, FoldedWordCharacters, CharacterSets.NotLineTerminators];

    /// <summary>Returns whether an assertion holds between two characters.</summary>
    public static bool Holds(PatternAnchor anchor, CharacterKind before, CharacterKind after) => anchor switch
    {
        PatternAnchor.Start => before == CharacterKind.Edge,
        PatternAnchor.End => after == CharacterKind.Edge,
        PatternAnchor.LineStart => before is CharacterKind.Edge or CharacterKind.LineTerminator,
        PatternAnchor.LineEnd => after is CharacterKind.Edge or CharacterKind.LineTerminator,
        PatternAnchor.WordBoundary => (before == CharacterKind.Word) != (after == CharacterKind.Word),
        PatternAnchor.NoWordBoundary => (before == CharacterKind.Word) == (after == CharacterKind.Word),
        PatternAnchor.FoldedWordBoundary => IsFoldedWord(before) != IsFoldedWord(after),
        _ => IsFoldedWord(before) == IsFoldedWord(after),
    };

    /// <summary>Returns whether the assertion depends on the adjacent characters, rather than only on their existence.</summary>
    public static bool ExaminesCharacters(PatternAnchor anchor) => anchor is not (PatternAnchor.Start or PatternAnchor.End);

    public static CharacterKind KindOf(int codePoint)
    {
        if (CharacterSets.WordCharacters.Contains(codePoint)) return CharacterKind.Word;
        if (!CharacterSets.NotLineTerminators.Contains(codePoint)) return CharacterKind.LineTerminator;
        return FoldedWordCharacters.Contains(codePoint) ? CharacterKind.FoldedWord : CharacterKind.Other;
    }

    private static bool IsFoldedWord(CharacterKind kind) => kind is CharacterKind.Word or CharacterKind.FoldedWord;
}
