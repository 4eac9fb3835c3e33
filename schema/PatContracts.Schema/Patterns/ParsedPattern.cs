namespace PatContracts.Schema.Patterns;

/// <summary>A parsed regular expression.</summary>
internal sealed class ParsedPattern(PatternNode root, int sourceLength, IReadOnlyList<BackReferenceNode> backReferences, bool hasLooks)
{
    public PatternNode Root { get; } = root;

    /// <summary>The length of the pattern as written; limits on memory are proportional to it.</summary>
    public int SourceLength { get; } = sourceLength;

    public IReadOnlyList<BackReferenceNode> BackReferences { get; } = backReferences;

    /// <summary>Whether the pattern has parts that no automaton can match: back-references, look-ahead or look-behind.</summary>
    public bool NeedsBacktracking { get; } = hasLooks || backReferences.Count > 0;

    /// <summary>Whether every match must begin at the start of the text (if unsure, false).</summary>
    public bool IsAnchored { get; } = root is ChoiceNode choice ? choice.Alternatives.All(BeginsWithStart) : BeginsWithStart(root);

    private static bool BeginsWithStart(PatternNode node)
    {
        while (true)
        {
            switch (node)
            {
                case AnchorNode anchor:
                    return anchor.Anchor == PatternAnchor.Start;
                case GroupNode group:
                    node = group.Body;
                    break;
                case SequenceNode { Parts.Count: > 0 } sequence:
                    node = sequence.Parts[0];
                    break;
                default:
                    return false;
            }
        }
    }
}
