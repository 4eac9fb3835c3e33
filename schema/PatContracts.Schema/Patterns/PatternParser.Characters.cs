using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>Escapes and character classes.</summary>
internal sealed partial class PatternParser
{
    /// <summary>Parses the text after a backslash outside a class.</summary>
    private PatternNode ParseEscape()
    {
        if (AtEnd) return Fail("a backslash ends the pattern");
        int start = _position;
        if (TryConsume('b')) return new AnchorNode(Has(PatternModifiers.IgnoreCase) ? PatternAnchor.FoldedWordBoundary : PatternAnchor.WordBoundary);
        if (TryConsume('B')) return new AnchorNode(Has(PatternModifiers.IgnoreCase) ? PatternAnchor.NoFoldedWordBoundary : PatternAnchor.NoWordBoundary);
        if (Current is >= '1' and <= '9')
        {
            TryParseNumber(out int number);
            return BackReference(null, number, start);
        }

        if (TryConsume('k'))
        {
            string? name = TryConsume('<') ? ParseGroupName() : null;
            return name is null ? Fail("\\k must be followed by a group's name") : BackReference(name, 0, start);
        }

        return new CharacterNode(ParseSetEscape() ?? AnyCase(CodePointSet.Of(ParseCharacterEscape())));
    }

    private BackReferenceNode BackReference(string? name, int number, int position)
    {
        var reference = new BackReferenceNode(Has(PatternModifiers.IgnoreCase));
        _backReferences.Add((reference, name, number, position));
        return reference;
    }

    /// <summary>Parses a class, starting after its opening bracket.</summary>
    private PatternNode ParseClass()
    {
        bool isNegated = TryConsume('^');
        var members = new CodePointSetBuilder();
        // Sets may be large, and a class may repeat them any number of times; each is added once.
        var sets = new HashSet<CodePointSet>();
        while (!AtEnd && Current != ']')
        {
            (int first, CodePointSet? set) = ParseClassAtom();
            bool isRange = Current == '-' && _position + 1 < _source.Length && _source[_position + 1] != ']';
            if (set is not null)
            {
                if (sets.Add(set)) members.Add(set);
                continue;
            }

            if (!isRange)
            {
                members.Add(first, first);
                continue;
            }

            _position++;
            (int last, CodePointSet? lastSet) = ParseClassAtom();
            if (lastSet is not null)
            {
                members.Add(first, first);
                members.Add('-', '-');
                if (sets.Add(lastSet)) members.Add(lastSet);
            }
            else if (last < first)
            {
                return Fail("a range's ends are out of order");
            }
            else
            {
                members.Add(first, last);
            }
        }

        if (!TryConsume(']')) return Fail("a bracket is not closed");
        CodePointSet built = AnyCase(members.Build());
        return new CharacterNode(isNegated ? built.Complement() : built);
    }

    private (int CodePoint, CodePointSet? Set) ParseClassAtom()
    {
        if (!TryConsume('\\')) return (ReadCodePoint(), null);
        if (TryConsume('b')) return ('\b', null);
        return ParseSetEscape() is { } set ? (0, set) : (ParseCharacterEscape(), null);
    }

    /// <summary>Parses an escape for a set (<c>d</c>, <c>p{…}</c> …), starting after the backslash; null if something else follows.</summary>
    private CodePointSet? ParseSetEscape()
    {
        if (CharacterSets.Find(Current) is { } set)
        {
            bool isNotWord = Current == 'W';
            _position++;
            // \W is the complement of \w, including the other cases of its characters.
            return isNotWord ? AnyCase(CharacterSets.WordCharacters).Complement() : AnyCase(set);
        }

        if (Current is not ('p' or 'P')) return null;
        bool isNegated = _source[_position++] == 'P';
        int end = TryConsume('{') ? _source.IndexOf('}', _position) : -1;
        CodePointSet? property = end < 0 ? null : UnicodeProperties.Find(_source.Substring(_position, end - _position), isNegated);
        if (property is null)
        {
            Fail("this Unicode property is not known");
            return CodePointSet.Empty;
        }

        _position = end + 1;
        return AnyCase(property);
    }

    /// <summary>Parses an escape for one character, starting after the backslash.</summary>
    private int ParseCharacterEscape()
    {
        if (AtEnd) return FailCharacter("a backslash ends the pattern");
        char escape = _source[_position];
        switch (escape)
        {
            case 'f' or 'n' or 'r' or 't' or 'v':
                _position++;
                return escape switch { 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => '\v' };
            case '0':
                _position++;
                return Current is >= '0' and <= '9' ? FailCharacter("octal escapes do not exist") : '\0';
            case 'c':
                _position++;
                return (Current | 0x20) is >= 'a' and <= 'z' ? _source[_position++] & 0x1F : FailCharacter("\\c must be followed by a letter");
            case 'x':
                _position++;
                return ParseHexadecimal(2);
            case 'u':
                _position++;
                return ParseUnicodeEscape();
            case (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'):
                return FailCharacter("this escape does not exist");
            default:
                return ReadCodePoint();
        }
    }

    private int ParseUnicodeEscape()
    {
        if (TryConsume('{'))
        {
            int start = _position;
            int value = 0;
            while (!AtEnd && Hexadecimal(Current) is >= 0 and int digit && value <= CodePoints.Largest)
            {
                value = (value << 4) | digit;
                _position++;
            }

            return _position > start && value <= CodePoints.Largest && TryConsume('}') ? value : FailCharacter("\\u{…} must hold a code point");
        }

        int unit = ParseHexadecimal(4);
        int afterFirst = _position;
        if (unit is < 0xD800 or > 0xDBFF || !TryConsume("\\u") || Current == '{') return Back(afterFirst, unit);
        int second = ParseHexadecimal(4);
        return second is >= 0xDC00 and <= 0xDFFF ? char.ConvertToUtf32((char)unit, (char)second) : Back(afterFirst, unit);
    }

    // A lone surrogate: the text after it is a separate character.
    private int Back(int position, int unit)
    {
        if (_error is null) _position = position;
        return unit;
    }

    private int ParseHexadecimal(int count)
    {
        int value = 0;
        for (; count > 0; count--)
        {
            int digit = AtEnd ? -1 : Hexadecimal(Current);
            if (digit < 0) return FailCharacter("a hexadecimal digit is missing");
            value = (value << 4) | digit;
            _position++;
        }

        return value;
    }

    private static int Hexadecimal(char c) => c < 0x80 ? JsonScan.HexDigit((byte)c) : -1;

    private int FailCharacter(string error)
    {
        Fail(error);
        return 0;
    }
}
