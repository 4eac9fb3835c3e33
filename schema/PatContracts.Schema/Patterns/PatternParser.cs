using System.Globalization;
using System.Text;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>
/// Parses ECMA-262 (2025) regular expressions as with the <c>u</c> flag. It is more lenient in two cases that are common in schemas and unambiguous:
/// punctuation may be escaped unnecessarily (<c>\-</c>, <c>\@</c>), and a hyphen next to <c>\w</c> and similar escapes in a class is literal.
/// </summary>
internal sealed partial class PatternParser
{
    /// <summary>The maximum nesting depth of groups. The parser is not recursive; the limit bounds the memory that a pattern takes.</summary>
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

    // NUL at the end is harmless: no rule below tests for it.
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

    private bool TryConsume(char expected)
    {
        if (AtEnd || _source[_position] != expected) return false;
        _position++;
        return true;
    }

    private bool TryConsume(string expected)
    {
        if (string.CompareOrdinal(_source, _position, expected, 0, expected.Length) != 0) return false;
        _position += expected.Length;
        return true;
    }

    /// <summary>Reads one character; a surrogate pair is one character.</summary>
    private int ReadCodePoint()
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
                    return Fail("a closing parenthesis is unmatched");
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
                return Fail("a closing bracket is unmatched");
            default:
                return new CharacterNode(AnyCase(CodePointSet.Of(ReadCodePoint())));
        }
    }

    private bool Has(PatternModifiers modifier) => (_modifiers & modifier) != 0;

    /// <summary>Returns the set as it is, or with the other cases of its characters if the modifier <c>i</c> applies.</summary>
    private CodePointSet AnyCase(CodePointSet set)
    {
        if (!Has(PatternModifiers.IgnoreCase)) return set;
        // Properties are large sets, which a pattern may repeat.
        if (!_anyCase.TryGetValue(set, out CodePointSet? closed)) _anyCase.Add(set, closed = UnicodeCaseFolding.Close(set));
        return closed;
    }

    private PatternNode ParseQuantifier(PatternNode body, int groupsBefore)
    {
        int minimum = 0;
        int maximum = RepeatNode.Unbounded;
        if (TryConsume('+'))
        {
            minimum = 1;
        }
        else if (TryConsume('?'))
        {
            maximum = 1;
        }
        else if (TryConsume('{'))
        {
            if (!TryParseNumber(out minimum)) return Fail("a quantifier must have a number");
            if (!TryConsume(',')) maximum = minimum;
            else if (!TryParseNumber(out maximum)) maximum = RepeatNode.Unbounded;
            if (!TryConsume('}')) return Fail("a quantifier is not closed");
            if (maximum < minimum) return Fail("a quantifier's numbers are out of order");
        }
        else if (!TryConsume('*'))
        {
            return body;
        }

        return new RepeatNode(body, minimum, maximum, TryConsume('?')) { GroupsBefore = groupsBefore, LastGroup = _groups };
    }

    /// <summary>Parses a decimal number; a number larger than any text length becomes <see cref="int.MaxValue"/>.</summary>
    private bool TryParseNumber(out int number)
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
        if (!TryConsume('?')) kind = OpenGroupKind.Capturing;
        else if (TryConsume(':')) kind = OpenGroupKind.Plain;
        else if (TryConsume('=')) kind = OpenGroupKind.LookAhead;
        else if (TryConsume('!')) kind = OpenGroupKind.NegativeLookAhead;
        else if (TryConsume("<=")) kind = OpenGroupKind.LookBehind;
        else if (TryConsume("<!")) kind = OpenGroupKind.NegativeLookBehind;
        else if (TryConsume('<'))
        {
            kind = OpenGroupKind.Capturing;
            name = ParseGroupName();
            if (name is null)
            {
                Fail("a group's name is not valid");
                return;
            }
        }
        else if (TryParseModifiers(ref modifiers))
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

    /// <summary>Parses the modifiers of a group, such as <c>i-s:</c>.</summary>
    private bool TryParseModifiers(ref PatternModifiers modifiers)
    {
        PatternModifiers added = ParseModifiers();
        bool removes = TryConsume('-');
        PatternModifiers removed = removes ? ParseModifiers() : PatternModifiers.None;
        if (!TryConsume(':') || (added & removed) != 0 || (added | removed) == 0) return false;
        modifiers = (modifiers | added) & ~removed;
        return true;
    }

    private PatternModifiers ParseModifiers()
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

    /// <summary>Parses a name and the closing bracket after it; null if there is no valid name.</summary>
    private string? ParseGroupName()
    {
        var name = new StringBuilder();
        while (!AtEnd && Current != '>')
        {
            int codePoint = TryConsume("\\u") ? ParseUnicodeEscape() : ReadCodePoint();
            if (!IsNameCharacter(codePoint, isFirst: name.Length == 0)) return null;
            name.Append(char.ConvertFromUtf32(codePoint));
        }

        return TryConsume('>') && name.Length > 0 ? name.ToString() : null;
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
            else FailAt(position, "a back-reference refers to a group that does not exist");
        }
    }
}
