using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>A part of a parsed regular expression. Patterns may nest deeply, so tree traversal is never recursive.</summary>
/// <param name="canBeEmpty">Whether the part matches the empty text at every position (if unsure, false).</param>
/// <param name="isZeroWidth">Whether the part never matches anything but the empty text (if unsure, false).</param>
internal abstract class PatternNode(bool canBeEmpty, bool isZeroWidth)
{
    public bool CanBeEmpty { get; } = canBeEmpty;

    public bool IsZeroWidth { get; } = isZeroWidth;
}

/// <summary>One character out of a set.</summary>
internal sealed class CharacterNode(CodePointSet set) : PatternNode(canBeEmpty: false, isZeroWidth: false)
{
    public CodePointSet Set { get; } = set;
}

/// <summary>Consecutive parts; without parts, the empty match.</summary>
internal sealed class SequenceNode(IReadOnlyList<PatternNode> parts)
    : PatternNode(parts.All(part => part.CanBeEmpty), parts.All(part => part.IsZeroWidth))
{
    public static readonly SequenceNode Empty = new([]);

    public IReadOnlyList<PatternNode> Parts { get; } = parts;
}

/// <summary>One of several alternatives.</summary>
internal sealed class ChoiceNode(IReadOnlyList<PatternNode> alternatives)
    : PatternNode(alternatives.Any(part => part.CanBeEmpty), alternatives.All(part => part.IsZeroWidth))
{
    public IReadOnlyList<PatternNode> Alternatives { get; } = alternatives;
}

/// <summary>A repeated part.</summary>
internal sealed class RepeatNode(PatternNode body, int minimum, int maximum, bool isLazy)
    : PatternNode(minimum == 0 || body.CanBeEmpty, maximum == 0 || body.IsZeroWidth)
{
    /// <summary>A <see cref="Maximum"/> without limit.</summary>
    public const int Unbounded = int.MaxValue;

    public PatternNode Body { get; } = body;

    public int Minimum { get; } = minimum;

    public int Maximum { get; } = maximum;

    public bool IsLazy { get; } = isLazy;

    /// <summary>The number of the last capturing group before the part.</summary>
    public int GroupsBefore { get; init; }

    /// <summary>The number of the last capturing group inside the part.</summary>
    public int LastGroup { get; init; }
}

/// <summary>A capturing group.</summary>
internal sealed class GroupNode(PatternNode body, int number) : PatternNode(body.CanBeEmpty, body.IsZeroWidth)
{
    public PatternNode Body { get; } = body;

    /// <summary>The group's number, from 1.</summary>
    public int Number { get; } = number;
}

/// <summary>An assertion about the characters before and after a position.</summary>
internal sealed class AnchorNode(PatternAnchor anchor) : PatternNode(canBeEmpty: false, isZeroWidth: true)
{
    public PatternAnchor Anchor { get; } = anchor;
}

/// <summary>A look-ahead or look-behind.</summary>
internal sealed class LookNode(PatternNode body, bool isBehind, bool isNegative) : PatternNode(canBeEmpty: false, isZeroWidth: true)
{
    public PatternNode Body { get; } = body;

    public bool IsBehind { get; } = isBehind;

    public bool IsNegative { get; } = isNegative;
}

/// <summary>A repetition of the text that a group has captured.</summary>
internal sealed class BackReferenceNode(bool ignoresCase) : PatternNode(canBeEmpty: false, isZeroWidth: false)
{
    public bool IgnoresCase { get; } = ignoresCase;

    /// <summary>The numbers of the groups: one, or several in different alternatives that have the same name.</summary>
    public IReadOnlyList<int> Groups { get; set; } = [];
}
