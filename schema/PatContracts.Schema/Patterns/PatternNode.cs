using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>A part of a parsed regular expression.</summary>
internal abstract class PatternNode;

/// <summary>One character out of a set.</summary>
internal sealed class CharacterNode(CodePointSet set) : PatternNode
{
    public CodePointSet Set { get; } = set;
}

/// <summary>Parts one after the other; none is the empty match.</summary>
internal sealed class SequenceNode(IReadOnlyList<PatternNode> parts) : PatternNode
{
    public static readonly SequenceNode Empty = new([]);

    public IReadOnlyList<PatternNode> Parts { get; } = parts;
}

/// <summary>One of several alternatives.</summary>
internal sealed class ChoiceNode(IReadOnlyList<PatternNode> alternatives) : PatternNode
{
    public IReadOnlyList<PatternNode> Alternatives { get; } = alternatives;
}

/// <summary>A part again and again.</summary>
internal sealed class RepeatNode(PatternNode body, int minimum, int maximum, bool isLazy) : PatternNode
{
    /// <summary>A <see cref="Maximum"/> that is none.</summary>
    public const int Unbounded = int.MaxValue;

    public PatternNode Body { get; } = body;

    public int Minimum { get; } = minimum;

    public int Maximum { get; } = maximum;

    public bool IsLazy { get; } = isLazy;
}

/// <summary>A capturing group.</summary>
internal sealed class GroupNode(PatternNode body) : PatternNode
{
    public PatternNode Body { get; } = body;
}

internal enum PatternAnchor
{
    Start,
    End,
    WordBoundary,
    NoWordBoundary,
}

/// <summary>A place between characters.</summary>
internal sealed class AnchorNode(PatternAnchor anchor) : PatternNode
{
    public PatternAnchor Anchor { get; } = anchor;
}

/// <summary>A look ahead or behind.</summary>
internal sealed class LookNode(PatternNode body, bool isBehind, bool isNegative) : PatternNode
{
    public PatternNode Body { get; } = body;

    public bool IsBehind { get; } = isBehind;

    public bool IsNegative { get; } = isNegative;
}

/// <summary>What a group captured, again.</summary>
internal sealed class BackReferenceNode(string? name, int number) : PatternNode
{
    /// <summary>The group's name, where the reference has one.</summary>
    public string? Name { get; } = name;

    /// <summary>The group's number, from 1.</summary>
    public int Number { get; set; } = number;
}

/// <summary>A parsed regular expression.</summary>
internal sealed record ParsedPattern(PatternNode Root, bool HasBackReferences, bool NeedsBacktracking);
