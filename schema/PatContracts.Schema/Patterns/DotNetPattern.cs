using System.Globalization;
using System.Text;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>
/// Writes a parsed pattern as a .NET regular expression of the same meaning. .NET matches UTF-16 units, so a character beyond the basic plane becomes
/// its surrogate pair; sets are written out, so nothing depends on what .NET's own classes hold.
/// </summary>
internal sealed class DotNetPattern
{
    private const string Word = "[0-9A-Za-z_]";
    private const string NothingAtAll = "[^\\u0000-\\uFFFF]";
    private const int FirstSupplementary = 0x10000;

    private static readonly CodePointSet BasicPlane = CodePointSet.Parse("0-D7FF E000-FFFF");

    private readonly StringBuilder _text = new();
    private readonly bool _captures;

    private DotNetPattern(bool captures) => _captures = captures;

    public static string Write(ParsedPattern pattern)
    {
        var writer = new DotNetPattern(pattern.HasBackReferences);
        writer.Write(pattern.Root);
        return writer._text.ToString();
    }

    private void Write(PatternNode node)
    {
        switch (node)
        {
            case CharacterNode character:
                WriteSet(character.Set);
                break;
            case SequenceNode sequence:
                foreach (PatternNode part in sequence.Parts) Write(part);
                break;
            case ChoiceNode choice:
                _text.Append("(?:");
                for (int i = 0; i < choice.Alternatives.Count; i++)
                {
                    if (i > 0) _text.Append('|');
                    Write(choice.Alternatives[i]);
                }

                _text.Append(')');
                break;
            case RepeatNode repeat:
                WriteRepeat(repeat);
                break;
            case GroupNode group:
                Enclose(_captures ? "(" : "(?:", group.Body);
                break;
            case AnchorNode anchor:
                WriteAnchor(anchor.Anchor);
                break;
            case LookNode look:
                Enclose((look.IsBehind ? "(?<" : "(?") + (look.IsNegative ? "!" : "="), look.Body);
                break;
            case BackReferenceNode reference:
                // A group that took no part matches nothing at all in .NET, but the empty text in ECMA-262.
                string number = reference.Number.ToString(CultureInfo.InvariantCulture);
                _text.Append("(?(").Append(number).Append(")\\").Append(number).Append("|)");
                break;
        }
    }

    private void Enclose(string opening, PatternNode body)
    {
        _text.Append(opening);
        Write(body);
        _text.Append(')');
    }

    private void WriteRepeat(RepeatNode repeat)
    {
        Enclose("(?:", repeat.Body);
        // .NET turns (?:a+|){2} into a{2,}: where it folds a repeat of something optional it forgets that the something was. What can be empty is met by no
        // repetition at all as well as by any number; only captures would tell the difference.
        int least = !_captures && CanBeEmpty(repeat.Body) ? 0 : repeat.Minimum;
        string minimum = least.ToString(CultureInfo.InvariantCulture);
        string maximum = repeat.Maximum == RepeatNode.Unbounded ? "" : repeat.Maximum.ToString(CultureInfo.InvariantCulture);
        _text.Append('{').Append(minimum).Append(',').Append(maximum).Append('}');
        if (repeat.IsLazy) _text.Append('?');
    }

    /// <summary>Whether a part can match the empty text wherever it stands.</summary>
    private static bool CanBeEmpty(PatternNode node) => node switch
    {
        SequenceNode sequence => sequence.Parts.All(CanBeEmpty),
        ChoiceNode choice => choice.Alternatives.Any(CanBeEmpty),
        RepeatNode repeat => repeat.Minimum == 0 || CanBeEmpty(repeat.Body),
        GroupNode group => CanBeEmpty(group.Body),
        _ => false,
    };

    private void WriteAnchor(PatternAnchor anchor) => _text.Append(anchor switch
    {
        PatternAnchor.Start => "\\A",
        PatternAnchor.End => "\\z",
        PatternAnchor.WordBoundary => $"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))",
        _ => $"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}))",
    });

    private void WriteSet(CodePointSet set)
    {
        CodePointSet basic = set.Intersect(BasicPlane);
        CodePointSet supplementary = set.Intersect(CodePointSet.Of(FirstSupplementary, CodePoints.Largest));
        if (supplementary.IsEmpty)
        {
            WriteBasic(basic);
            return;
        }

        _text.Append("(?:");
        if (!basic.IsEmpty)
        {
            WriteBasic(basic);
            _text.Append('|');
        }

        for (int i = 0; i < supplementary.RangeCount; i++)
        {
            if (i > 0) _text.Append('|');
            (int first, int last) = supplementary.Range(i);
            WritePairs(first, last);
        }

        _text.Append(')');
    }

    private void WriteBasic(CodePointSet set)
    {
        if (set.IsEmpty)
        {
            _text.Append(NothingAtAll);
            return;
        }

        _text.Append('[');
        for (int i = 0; i < set.RangeCount; i++)
        {
            (int first, int last) = set.Range(i);
            WriteUnits(first, last);
        }

        _text.Append(']');
    }

    /// <summary>A range of characters as pairs: the ends may share their high surrogate with others, what lies between takes all low ones.</summary>
    private void WritePairs(int first, int last)
    {
        const int Block = 0x400;
        int separator = _text.Length;
        int next = first;
        while (next <= last)
        {
            int blockEnd = next | (Block - 1);
            int end = Math.Min(last, blockEnd);
            // Whole blocks go together.
            if ((next & (Block - 1)) == 0 && end == blockEnd) end = Math.Max(end, ((last + 1) & ~(Block - 1)) - 1);
            if (_text.Length > separator) _text.Append('|');
            WritePairClass(High(next), High(end));
            WritePairClass(Low(next), Low(end));
            next = end + 1;
        }
    }

    private void WritePairClass(int first, int last)
    {
        _text.Append('[');
        WriteUnits(first, last);
        _text.Append(']');
    }

    private void WriteUnits(int first, int last)
    {
        WriteUnit(first);
        if (last > first)
        {
            _text.Append('-');
            WriteUnit(last);
        }
    }

    private void WriteUnit(int unit) => _text.Append("\\u").Append(unit.ToString("X4", CultureInfo.InvariantCulture));

    private static int High(int codePoint) => 0xD800 + ((codePoint - FirstSupplementary) >> 10);

    private static int Low(int codePoint) => 0xDC00 + (codePoint & 0x3FF);
}
