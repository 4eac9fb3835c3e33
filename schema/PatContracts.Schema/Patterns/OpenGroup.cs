using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>A group, or the whole pattern, while the parser is inside it.</summary>
internal sealed class OpenGroup(OpenGroupKind kind, PatternModifiers outerModifiers, int groupsBefore, int number, int namesBefore)
{
    private readonly List<PatternNode> _parts = [];
    private List<PatternNode>? _alternatives;

    public OpenGroupKind Kind { get; } = kind;

    /// <summary>The modifiers that apply again after the group.</summary>
    public PatternModifiers OuterModifiers { get; } = outerModifiers;

    /// <summary>The number of capturing groups opened before this one.</summary>
    public int GroupsBefore { get; } = groupsBefore;

    /// <summary>The number of a capturing group.</summary>
    public int Number { get; } = number;

    /// <summary>The number of group names visible before the current alternative.</summary>
    public int NamesBefore { get; } = namesBefore;

    /// <summary>The names in alternatives that have ended; null if there are none.</summary>
    public List<string>? NamesOfOthers { get; set; }

    public void Add(PatternNode part) => _parts.Add(part);

    public void EndAlternative()
    {
        (_alternatives ??= []).Add(CollectParts());
    }

    public PatternNode Close()
    {
        PatternNode last = CollectParts();
        if (_alternatives is null) return last;
        _alternatives.Add(last);
        return _alternatives.TrueForAll(alternative => alternative is CharacterNode)
            ? OneOf(_alternatives.Cast<CharacterNode>())
            : new ChoiceNode(_alternatives);
    }

    /// <summary>Combines alternative characters into one set, which is cheaper for every matcher.</summary>
    private static CharacterNode OneOf(IEnumerable<CharacterNode> characters)
    {
        var union = new CodePointSetBuilder();
        foreach (CharacterNode character in characters) union.Add(character.Set);
        return new CharacterNode(union.Build());
    }

    private PatternNode CollectParts()
    {
        PatternNode sequence = _parts.Count switch
        {
            0 => SequenceNode.Empty,
            1 => _parts[0],
            _ => new SequenceNode(_parts.ToArray()),
        };
        _parts.Clear();
        return sequence;
    }
}

internal enum OpenGroupKind
{
    Plain,
    Capturing,
    LookAhead,
    NegativeLookAhead,
    LookBehind,
    NegativeLookBehind,
}
