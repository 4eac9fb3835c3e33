using System.Globalization;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>
/// Parses regular expressions of ECMA-262 as with the <c>u</c> flag. Two things are taken more easily, because schemas are full of them and they can
/// mean one thing only: punctuation may be escaped without need (<c>\-</c>, <c>\@</c>), and a hyphen beside <c>\w</c> and its like in a class stands for
/// itself. Inline modifiers and the same name for two groups are not supported.
/// </summary>
internal sealed partial class PatternParser
{
    /// <summary>Groups nest less deeply than this; the parser and what follows it are recursive.</summary>
    private const int MaxDepth = 200;

    private readonly string _source;
    private readonly Dictionary<string, int> _groupNames = new(StringComparer.Ordinal);
    private readonly List<BackReferenceNode> _backReferences = [];
    private int _position;
    private int _depth;
    private int _groups;
    private bool _needsBacktracking;
    private string? _error;

    private PatternParser(string source) => _source = source;

    public static bool TryParse(string source, out ParsedPattern? pattern, out string? error)
    {
        var parser = new PatternParser(source);
        PatternNode root = parser.ParseChoice();
        if (!parser.AtEnd) parser.Fail("a closing parenthesis has no partner");
        parser.ResolveBackReferences();
        error = parser._error;
        pattern = error is null ? new ParsedPattern(root, parser._backReferences.Count > 0, parser._needsBacktracking) : null;
        return error is null;
    }

    private bool AtEnd => _position >= _source.Length;

    // A NUL at the end is no false friend: no rule below looks for one.
    private char Current => AtEnd ? '\0' : _source[_position];

    // The first fault is kept, and the rest of the source passed over, so that every loop ends by itself.
    private SequenceNode Fail(string error)
    {
        _error ??= error + string.Format(CultureInfo.InvariantCulture, " (at character {0})", Math.Min(_position, _source.Length) + 1);
        _position = _source.Length;
        return SequenceNode.Empty;
    }

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

    private PatternNode ParseChoice()
    {
        if (++_depth > MaxDepth) return Fail("groups are nested too deeply");
        PatternNode first = ParseSequence();
        if (Current != '|')
        {
            _depth--;
            return first;
        }

        var alternatives = new List<PatternNode> { first };
        while (Take('|')) alternatives.Add(ParseSequence());
        _depth--;
        return new ChoiceNode(alternatives);
    }

    private PatternNode ParseSequence()
    {
        var parts = new List<PatternNode>();
        while (!AtEnd && Current is not ('|' or ')')) parts.Add(ParseTerm());
        return parts.Count == 1 ? parts[0] : new SequenceNode(parts);
    }

    private PatternNode ParseTerm()
    {
        PatternNode atom = ParseAtom();
        return atom is AnchorNode or LookNode ? atom : ParseQuantifier(atom);
    }

    private PatternNode ParseAtom()
    {
        switch (Current)
        {
            case '^':
                _position++;
                return new AnchorNode(PatternAnchor.Start);
            case '$':
                _position++;
                return new AnchorNode(PatternAnchor.End);
            case '(':
                _position++;
                return ParseGroup();
            case '[':
                _position++;
                return ParseClass();
            case '\\':
                _position++;
                return ParseEscape();
            case '.':
                _position++;
                return new CharacterNode(CharacterSets.NotLineTerminators);
            case '*' or '+' or '?' or '{':
                return Fail("there is nothing to repeat");
            case ']' or '}':
                return Fail("a closing bracket has no partner");
            default:
                return new CharacterNode(CodePointSet.Of(TakeCodePoint()));
        }
    }

    private PatternNode ParseQuantifier(PatternNode body)
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

        return new RepeatNode(body, minimum, maximum, Take('?'));
    }

    /// <summary>Takes a decimal number; what no text is long enough for becomes <see cref="int.MaxValue"/>.</summary>
    private bool TryTakeNumber(out int number)
    {
        int start = _position;
        long value = 0;
        while (Current is >= '0' and <= '9') value = Math.Min((value * 10) + _source[_position++] - '0', int.MaxValue);
        number = (int)value;
        return _position > start;
    }

    private PatternNode ParseGroup()
    {
        PatternNode node;
        if (!Take('?'))
        {
            _groups++;
            node = new GroupNode(ParseChoice());
        }
        else if (Take(':'))
        {
            node = ParseChoice();
        }
        else if (Take('=') || Take('!'))
        {
            node = ParseLook(isBehind: false);
        }
        else if (Take("<=") || Take("<!"))
        {
            node = ParseLook(isBehind: true);
        }
        else if (Take('<'))
        {
            _groups++;
            string? name = TakeGroupName();
            if (name is null) return Fail("a group's name is not valid");
            if (_groupNames.ContainsKey(name)) return Fail("two groups have the same name");
            _groupNames.Add(name, _groups);
            node = new GroupNode(ParseChoice());
        }
        else
        {
            return Fail("this kind of group does not exist");
        }

        return Take(')') ? node : Fail("a parenthesis is not closed");
    }

    private LookNode ParseLook(bool isBehind)
    {
        _needsBacktracking = true;
        bool isNegative = _source[_position - 1] == '!';
        return new LookNode(ParseChoice(), isBehind, isNegative);
    }

    /// <summary>Takes a name and the closing bracket behind it; null where there is no name.</summary>
    private string? TakeGroupName()
    {
        int start = _position;
        while (!AtEnd && Current != '>')
        {
            bool isFirst = _position == start;
            if (!IsNameCharacter(TakeCodePoint(), isFirst)) return null;
        }

        int end = _position;
        return Take('>') && end > start ? _source.Substring(start, end - start) : null;
    }

    private static bool IsNameCharacter(int codePoint, bool isFirst)
    {
        if (codePoint is '$' or '_') return true;
        return CodePoints.Category(codePoint) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => true,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.ConnectorPunctuation => !isFirst,
            _ => !isFirst && codePoint is 0x200C or 0x200D,
        };
    }

    private void ResolveBackReferences()
    {
        foreach (BackReferenceNode reference in _backReferences)
        {
            if (reference.Name is not null && _groupNames.TryGetValue(reference.Name, out int number)) reference.Number = number;
            if (reference.Number == 0 || reference.Number > _groups) Fail("a back-reference leads to no group");
        }
    }
}
