using System.Globalization;
using System.Text;

namespace PatContracts.Tool.Samples;

/// <summary>
/// Generates a string that matches a regular expression. Supports the common syntax in schemas: literals, classes, groups, alternatives and quantifiers.
/// Assertions other than anchors are ignored; the engine validates the result.
/// </summary>
internal ref struct PatternSampler
{
    private const int MostRepeats = 3;

    private readonly ReadOnlySpan<char> _pattern;
    private readonly SampleRandom _random;
    private int _position;

    private PatternSampler(string pattern, SampleRandom random)
    {
        _pattern = pattern;
        _random = random;
    }

    /// <summary>Returns a string that probably matches the pattern.</summary>
    public static string Sample(string pattern, SampleRandom random)
    {
        var sampler = new PatternSampler(pattern, random);
        return sampler.Alternatives();
    }

    private readonly bool IsAtEnd => _position >= _pattern.Length;

    private string Alternatives()
    {
        var options = new List<string> { Sequence() };
        while (!IsAtEnd && _pattern[_position] == '|')
        {
            _position++;
            options.Add(Sequence());
        }

        return _random.Pick(options);
    }

    private string Sequence()
    {
        var text = new StringBuilder();
        while (!IsAtEnd && _pattern[_position] is not ('|' or ')'))
        {
            int start = _position;
            string first = Atom();
            int end = _position;
            int repeats = Quantifier();
            if (repeats == 1)
            {
                text.Append(first);
                continue;
            }

            int behind = _position;
            for (int i = 0; i < repeats; i++)
            {
                _position = start;
                text.Append(Atom());
            }

            _position = Math.Max(behind, end);
        }

        return text.ToString();
    }

    private string Atom()
    {
        char c = _pattern[_position++];
        switch (c)
        {
            case '^' or '$':
                return "";
            case '.':
                return Letter();
            case '(':
                return Group();
            case '[':
                return Class();
            case '\\' when !IsAtEnd:
                return Escape(_pattern[_position++]);
            default:
                return c.ToString();
        }
    }

    private string Group()
    {
        bool isAssertion = false;
        if (_pattern[_position..].StartsWith("?:")) _position += 2;
        else if (_pattern[_position..].StartsWith("?<") && !_pattern[_position..].StartsWith("?<=") && !_pattern[_position..].StartsWith("?<!"))
        {
            _position += Math.Max(_pattern[_position..].IndexOf('>'), 0) + 1;
        }
        else if (_pattern[_position..].StartsWith("?"))
        {
            isAssertion = true;
            _position += 2;
        }

        string text = Alternatives();
        if (!IsAtEnd) _position++;
        return isAssertion ? "" : text;
    }

    private string Class()
    {
        bool isNegated = !IsAtEnd && _pattern[_position] == '^';
        if (isNegated) _position++;
        var members = new StringBuilder();
        while (!IsAtEnd && _pattern[_position] != ']')
        {
            char low = _pattern[_position++];
            if (low == '\\' && !IsAtEnd)
            {
                members.Append(Escape(_pattern[_position++]));
                continue;
            }

            bool isRange = _position + 1 < _pattern.Length && _pattern[_position] == '-' && _pattern[_position + 1] != ']';
            if (!isRange)
            {
                members.Append(low);
                continue;
            }

            char high = _pattern[_position + 1];
            _position += 2;
            members.Append((char)_random.Between(low, high));
        }

        _position++;
        if (!isNegated) return members.Length == 0 ? "" : members[_random.Below(members.Length)].ToString();
        string excluded = members.ToString();
        return "aZ0-_ ~é".FirstOrDefault(c => !excluded.Contains(c, StringComparison.Ordinal), 'x').ToString();
    }

    private string Escape(char c)
    {
        switch (c)
        {
            case 'd':
                return _random.Below(10).ToString(CultureInfo.InvariantCulture);
            case 'w':
                return Letter();
            case 's':
                return " ";
            case 'D' or 'S':
                return "x";
            case 'W':
                return "-";
            case 'b' or 'B':
                return "";
            case 'n':
                return "\n";
            case 't':
                return "\t";
            case 'u' when _position + 4 <= _pattern.Length && int.TryParse(_pattern.Slice(_position, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int unit):
                _position += 4;
                return ((char)unit).ToString();
            default:
                return c.ToString();
        }
    }

    private readonly string Letter() => ((char)('a' + _random.Below(26))).ToString();

    /// <summary>Reads a quantifier, if there is one, and returns the number of repetitions.</summary>
    private int Quantifier()
    {
        if (IsAtEnd) return 1;
        int repeats;
        switch (_pattern[_position])
        {
            case '*':
                repeats = _random.Below(MostRepeats + 1);
                break;
            case '+':
                repeats = 1 + _random.Below(MostRepeats);
                break;
            case '?':
                repeats = _random.Below(2);
                break;
            case '{' when _pattern[_position..].IndexOf('}') is var length and > 1:
                string[] bounds = _pattern.Slice(_position + 1, length - 1).ToString().Split(',');
                if (!int.TryParse(bounds[0], NumberStyles.None, CultureInfo.InvariantCulture, out int least)) return 1;
                int most = bounds.Length == 1 ? least : int.TryParse(bounds[1], NumberStyles.None, CultureInfo.InvariantCulture, out int upper) ? upper : least + MostRepeats;
                repeats = (int)_random.Between(least, Math.Min(most, least + MostRepeats));
                _position += length;
                break;
            default:
                return 1;
        }

        _position++;
        if (!IsAtEnd && _pattern[_position] is '?' or '+') _position++;
        return repeats;
    }
}
