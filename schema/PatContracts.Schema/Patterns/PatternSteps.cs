using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>Repeated characters of one set.</summary>
internal readonly record struct PatternStep(CodePointSet Set, int Minimum, int Maximum)
{
    public bool IsOnce => Minimum == 1 && Maximum == 1;
}

/// <summary>A pattern as a sequence of steps between anchors, if it has that form.</summary>
internal readonly struct PatternSteps
{
    private PatternSteps(List<PatternStep>? steps, bool atStart, bool atEnd)
    {
        Steps = steps;
        AtStart = atStart;
        AtEnd = atEnd;
    }

    /// <summary>Null if the pattern is not a sequence of steps.</summary>
    public IReadOnlyList<PatternStep>? Steps { get; }

    public bool AtStart { get; }

    public bool AtEnd { get; }

    public static PatternSteps Of(PatternNode root)
    {
        List<PatternNode> parts = Flatten(root);
        bool atStart = parts.Count > 0 && parts[0] is AnchorNode { Anchor: PatternAnchor.Start };
        bool atEnd = parts.Count > (atStart ? 1 : 0) && parts[parts.Count - 1] is AnchorNode { Anchor: PatternAnchor.End };
        var steps = new List<PatternStep>();
        for (int i = atStart ? 1 : 0; i < parts.Count - (atEnd ? 1 : 0); i++)
        {
            if (parts[i] is CharacterNode character) steps.Add(new PatternStep(character.Set, 1, 1));
            else if (parts[i] is RepeatNode repeat && Inner(repeat.Body) is CharacterNode body) steps.Add(new PatternStep(body.Set, repeat.Minimum, repeat.Maximum));
            else return default;
        }

        return new PatternSteps(steps, atStart, atEnd);
    }

    private static PatternNode Inner(PatternNode node)
    {
        while (node is GroupNode group) node = group.Body;
        return node;
    }

    private static List<PatternNode> Flatten(PatternNode root)
    {
        var parts = new List<PatternNode>();
        var waiting = new Stack<PatternNode>();
        waiting.Push(root);
        while (waiting.Count > 0)
        {
            PatternNode node = Inner(waiting.Pop());
            if (node is SequenceNode sequence)
            {
                for (int i = sequence.Parts.Count - 1; i >= 0; i--) waiting.Push(sequence.Parts[i]);
            }
            else
            {
                parts.Add(node);
            }
        }

        return parts;
    }
}
