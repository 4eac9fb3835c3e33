using System.Globalization;
using System.Text;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>
/// Parses regular expressions of ECMA-262 (2025) as with the <c>u</c> flag. It is more lenient in two respects, because schemas are full of them and they
/// can mean one thing only: punctuation may be escaped without need (<c>\-</c>, <c>\@</c>), and a hyphen beside <c>\w</c> and its like in a class stands
/// for itself.
/// </summary>
internal sealed partial class PatternParser
{
    /// <summary>Groups may nest this deeply. The parser is not recursive; the limit bounds the memory that a pattern takes.</summary>
    public const int MaxDepth = 1000;

    private readonly string _source;
    private readonly Stack<OpenGroup> _outer = new();
    private readonly Dictionary<string, List<int>> _groupsByName = new(StringComparer.Ordinal);

    // The names that a group at the current position must not have: all so far, except those in other alternatives.
    private readonly HashSet<string> _visibleNames = new(StringComparer.Ordinal);
    private readonly List<string> _visibleInOrder = [];
    private readonly List<(BackReferenceNode Node, string? Name, int Number, int Position)> _backReferences = [];
    private readonly Dictionary<CodePointSet, CodePointSet> _anyCase = [];
    private OpenGroup _group = new(OpenGroupKind.Plain, PatternModifiers.None, groupsBefore: 0, number: 0, namesBefore: 0);
    private PatternModifiers _modifiers;
    private int _position;
    private int _groups;
    private bool _hasLooks;
    private string? _error;

    private PatternParser(string source) => _source = source;

    public static bool TryParse(string source, out ParsedPattern? pattern, out string? error)
    {
        var parser = new PatternParser(source);
        PatternNode root = parser.Parse();
        parser.ResolveBackReferences();
        error = parser._error;
        pattern = error is null
            ? new ParsedPattern(root, source.Length, [.. parser._backReferences.Select(reference => reference.Node)], parser._hasLooks)
            : null;
        return error is null;
    }

    private bool AtEnd => _position >= _source.Length;

    // A NUL at the end does no harm: no rule below looks for one.
    private char Current => AtEnd ? '\0' : _source[_position];

    // The first error is kept and the rest of the source skipped, so every loop ends.
    private SequenceNode Fail(string error)
    {
        FailAt(_position, error);
        _position = _source.Length;
        return SequenceNode.Empty;
    }

    private void FailAt(int position, string error) =>
        _error ??= error + string.Format(CultureInfo.InvariantCulture, " (at character {0})", Math.Min(position, _source.Length) + 1);

    private bool Take(char expected)
    {
        if (AtEnd || _source[_position] != expected) return false;
        _position++;
        return true;
    }

    private bool Take(string expected)
    {
        if (string.CompareOrdinal(_source, _position, expected, 0, expected.Length) != 0) return false;
        _position += expected.Length;
        return true;
    }

    /// <summary>Takes one character, as a whole where it is a surrogate pair.</summary>
    private int TakeCodePoint()
    {
        char first = _source[_position++];
        return char.IsHighSurrogate(first) && char.IsLowSurrogate(Current) ? char.ConvertToUtf32(first, _source[_position++]) : first;
    }

    private PatternNode Parse()
    {
        while (!AtEnd)
        {
            switch (Current)
            {
                case '|':
                    _position++;
                    EndAlternative();
                    break;
                case '(':
                    _position++;
                    OpenGroup();
                    break;
                case ')' when _outer.Count == 0:
                    return Fail("a closing parenthesis has no partner");
                case ')':
                    _position++;
                    CloseGroup();
                    break;
                default:
                    PatternNode atom = ParseAtom();
                    _group.Add(atom is AnchorNode ? atom : ParseQuantifier(atom, _groups));
                    break;
            }
        }

        return _outer.Count == 0 ? _group.Close() : Fail("a parenthesis is not closed");
    }

    private PatternNode ParseAtom()
    {
        switch (Current)
        {
            case '^':
                _position++;
                return new AnchorNode(Has(PatternModifiers.Multiline) ? PatternAnchor.LineStart : PatternAnchor.Start);
            case '$':
                _position++;
                return new AnchorNode(Has(PatternModifiers.Multiline) ? PatternAnchor.LineEnd : PatternAnchor.End);
            case '[':
                _position++;
                return ParseClass();
            case '\\':
                _position++;
                return ParseEscape();
            case '.':
                _position++;
                return new CharacterNode(Has(PatternModifiers.DotAll) ? CodePointSet.All : CharacterSets.NotLineTerminators);
            case '*' or '+' or '?' or '{':
                return Fail("there is nothing to repeat");
            case ']' or '}':
                return Fail("a closing bracket has no partner");
            default:
                return new CharacterNode(AnyCase(CodePointSet.Of(TakeCodePoint())));
        }
    }

    private bool Has(PatternModifiers modifier) => (_modifiers & modifier) != 0;

    /// <summary>Returns the set as it is, or with the other cases of its characters if the modifier <c>i</c> applies.</summary>
    private CodePointSet AnyCase(CodePointSet set)
    {
        if (!Has(PatternModifiers.IgnoreCase)) return set;
        // Properties are large sets, and a pattern may repeat them.
        if (!_anyCase.TryGetValue(set, out CodePointSet? closed)) _anyCase.Add(set, closed = UnicodeCaseFolding.Close(set));
        return closed;
    }

    private PatternNode ParseQuantifier(PatternNode body, int groupsBefore)
    {
        int minimum = 0;
        int maximum = RepeatNode.Unbounded;
        if (Take('+'))
        {
            minimum = 1;
        }
        else if (Take('?'))
        {
            maximum = 1;
        }
        else if (Take('{'))
        {
            if (!TryTakeNumber(out minimum)) return Fail("a quantifier must have a number");
            if (!Take(',')) maximum = minimum;
            else if (!TryTakeNumber(out maximum)) maximum = RepeatNode.Unbounded;
            if (!Take('}')) return Fail("a quantifier is not closed");
            if (maximum < minimum) return Fail("a quantifier's numbers are out of order");
        }
        else if (!Take('*'))
        {
            return body;
        }

        return new RepeatNode(body, minimum, maximum, Take('?')) { GroupsBefore = groupsBefore, LastGroup = _groups };
    }

    /// <summary>Takes a decimal number; a number longer than any text becomes <see cref="int.MaxValue"/>.</summary>
    private bool TryTakeNumber(out int number)
    {
        int start = _position;
        long value = 0;
        while (Current is >= '0' and <= '9') value = Math.Min((value * 10) + _source[_position++] - '0', int.MaxValue);
        number = (int)value;
        return _position > start;
    }

    private void OpenGroup()
    {
        PatternModifiers modifiers = _modifiers;
        string? name = null;
        OpenGroupKind kind;
        if (!Take('?')) kind = OpenGroupKind.Capturing;
        else if (Take(':')) kind = OpenGroupKind.Plain;
        else if (Take('=')) kind = OpenGroupKind.LookAhead;
        else if (Take('!')) kind = OpenGroupKind.NegativeLookAhead;
        else if (Take("<=")) kind = OpenGroupKind.LookBehind;
        else if (Take("<!")) kind = OpenGroupKind.NegativeLookBehind;
        else if (Take('<'))
        {
            kind = OpenGroupKind.Capturing;
            name = TakeGroupName();
            if (name is null)
            {
                Fail("a group's name is not valid");
                return;
            }
        }
        else if (TryTakeModifiers(ref modifiers))
        {
            kind = OpenGroupKind.Plain;
        }
        else
        {
            Fail("this kind of group does not exist");
            return;
        }

        if (_outer.Count == MaxDepth)
        {
            Fail("groups are nested too deeply");
            return;
        }

        int groupsBefore = _groups;
        if (kind == OpenGroupKind.Capturing) _groups++;
        if (name is not null) NameGroup(name);
        _hasLooks |= kind >= OpenGroupKind.LookAhead;
        _outer.Push(_group);
        _group = new OpenGroup(kind, _modifiers, groupsBefore, _groups, _visibleInOrder.Count);
        _modifiers = modifiers;
    }

    private void CloseGroup()
    {
        OpenGroup group = _group;
        foreach (string name in group.NamesOfOthers ?? [])
        {
            if (_visibleNames.Add(name)) _visibleInOrder.Add(name);
        }

        PatternNode body = group.Close();
        _group = _outer.Pop();
        _modifiers = group.OuterModifiers;
        _group.Add(group.Kind switch
        {
            OpenGroupKind.Plain => ParseQuantifier(body, group.GroupsBefore),
            OpenGroupKind.Capturing => ParseQuantifier(new GroupNode(body, group.Number), group.GroupsBefore),
            _ => new LookNode(
                body,
                isBehind: group.Kind is OpenGroupKind.LookBehind or OpenGroupKind.NegativeLookBehind,
                isNegative: group.Kind is OpenGroupKind.NegativeLookAhead or OpenGroupKind.NegativeLookBehind),
        });
    }

    private void EndAlternative()
    {
        _group.EndAlternative();
        int first = _group.NamesBefore;
        if (_visibleInOrder.Count == first) return;
        List<string> names = _visibleInOrder.GetRange(first, _visibleInOrder.Count - first);
        _visibleInOrder.RemoveRange(first, names.Count);
        _visibleNames.ExceptWith(names);
        (_group.NamesOfOthers ??= []).AddRange(names);
    }

    private void NameGroup(string name)
    {
        if (!_visibleNames.Add(name)) Fail("two groups that can both take part in a match have the same name");
        _visibleInOrder.Add(name);
        if (!_groupsByName.TryGetValue(name, out List<int>? groups)) _groupsByName.Add(name, groups = []);
        groups.Add(_groups);
    }

    /// <summary>Takes the modifiers of a group, such as <c>i-s:</c>.</summary>
    private bool TryTakeModifiers(ref PatternModifiers modifiers)
    {
        PatternModifiers added = TakeModifiers();
        bool removes = Take('-');
        PatternModifiers removed = removes ? TakeModifiers() : PatternModifiers.None;
        if (!Take(':') || (added & removed) != 0 || (added | removed) == 0) return false;
        modifiers = (modifiers | added) & ~removed;
        return true;
    }

    private PatternModifiers TakeModifiers()
    {
        PatternModifiers taken = PatternModifiers.None;
        while (true)
        {
            PatternModifiers next = Current switch
            {
                'i' => PatternModifiers.IgnoreCase,
                'm' => PatternModifiers.Multiline,
                's' => PatternModifiers.DotAll,
                _ => PatternModifiers.None,
            };
            if (next == PatternModifiers.None || (taken & next) != 0) return taken;
            taken |= next;
            _position++;
        }
    }

    /// <summary>Takes a name and the closing bracket after it; null if there is no valid name.</summary>
    private string? TakeGroupName()
    {
        var name = new StringBuilder();
        while (!AtEnd && Current != '>')
        {
            int codePoint = Take("\\u") ? TakeUnicodeEscape() : TakeCodePoint();
            if (!IsNameCharacter(codePoint, isFirst: name.Length == 0)) return null;
            name.Append(char.ConvertFromUtf32(codePoint));
        }

        return Take('>') && name.Length > 0 ? name.ToString() : null;
    }

    private static bool IsNameCharacter(int codePoint, bool isFirst)
    {
        if (codePoint < 0x80) return codePoint == '$' || (CharacterSets.WordCharacters.Contains(codePoint) && !(isFirst && codePoint is >= '0' and <= '9'));
        if (codePoint is 0x200C or 0x200D) return !isFirst;
        return UnicodeProperties.Find(isFirst ? "ID_Start" : "ID_Continue", isNegated: false)!.Contains(codePoint);
    }

    private void ResolveBackReferences()
    {
        // Many references may share the groups of one name.
        foreach ((BackReferenceNode node, string? name, int number, int position) in _backReferences)
        {
            if (name is null && number <= _groups) node.Groups = [number];
            else if (name is not null && _groupsByName.TryGetValue(name, out List<int>? groups)) node.Groups = groups;
            else FailAt(position, "a back-reference leads to no group");
        }
    }
}
