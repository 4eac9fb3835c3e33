using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>Characters of one set, so many times.</summary>
internal readonly record struct PatternStep(CodePointSet Set, int Minimum, int Maximum)
{
    public bool IsOnce => Minimum == 1 && Maximum == 1;
}

/// <summary>A pattern as a row of steps between anchors, where it is that simple.</summary>
internal readonly struct PatternSteps
{
    private PatternSteps(List<PatternStep>? steps, bool atStart, bool atEnd)
    {
        Steps = steps;
        AtStart = atStart;
        AtEnd = atEnd;
    }

    /// <summary>Null where the pattern is not a row of steps.</summary>
    public IReadOnlyList<PatternStep>? Steps { get; }

    public bool AtStart { get; }

    public bool AtEnd { get; }

    public static PatternSteps Of(PatternNode root)
    {
        var parts = new List<PatternNode>();
        Flatten(root, parts);
        bool atStart = parts.Count > 0 && parts[0] is AnchorNode { Anchor: PatternAnchor.Start };
        bool atEnd = parts.Count > (atStart ? 1 : 0) && parts[parts.Count - 1] is AnchorNode { Anchor: PatternAnchor.End };
        var steps = new List<PatternStep>();
        for (int i = atStart ? 1 : 0; i < parts.Count - (atEnd ? 1 : 0); i++)
        {
            if (parts[i] is CharacterNode character) steps.Add(new PatternStep(character.Set, 1, 1));
            else if (parts[i] is RepeatNode repeat && Inner(repeat.Body) is CharacterNode repeated) steps.Add(new PatternStep(repeated.Set, repeat.Minimum, repeat.Maximum));
            else return default;
        }

        return new PatternSteps(steps, atStart, atEnd);
    }

    private static PatternNode Inner(PatternNode node)
    {
        while (node is GroupNode group) node = group.Body;
        return node;
    }

    private static void Flatten(PatternNode node, List<PatternNode> parts)
    {
        node = Inner(node);
        if (node is SequenceNode sequence)
        {
            foreach (PatternNode part in sequence.Parts) Flatten(part, parts);
        }
        else
        {
            parts.Add(node);
        }
    }
}
