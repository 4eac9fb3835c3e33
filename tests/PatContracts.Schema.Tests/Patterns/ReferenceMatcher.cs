using PatContracts.Schema.Patterns;

namespace PatContracts.Schema.Tests.Patterns;

/// <summary>
/// The semantics of regular expressions as specified by ECMA-262 (22.2.2): a matcher receives a state and a continuation, and calls the continuation with each
/// state in which it matches, in order. Intentionally slow and recursive; only the parsed pattern is shared with the product.
/// </summary>
internal sealed class ReferenceMatcher
{
    private const int MaxCalls = 20_000;

    private readonly int[] _input;
    private int _calls;

    private ReferenceMatcher(int[] input) => _input = input;

    /// <summary>Returns whether a pattern matches anywhere in a text; null if that takes too long.</summary>
    public static bool? IsMatch(ParsedPattern pattern, string text)
    {
        int[] input = [.. text.EnumerateRunes().Select(rune => rune.Value)];
        var matcher = new ReferenceMatcher(input);
        try
        {
            for (int start = 0; start <= input.Length; start++)
            {
                if (matcher.Match(pattern.Root, new State(start, []), forward: true, _ => true)) return true;
            }

            return false;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private bool Match(PatternNode node, State x, bool forward, Func<State, bool> c)
    {
        if (++_calls > MaxCalls) throw new TimeoutException();
        switch (node)
        {
            case CharacterNode character:
                int f = forward ? x.EndIndex + 1 : x.EndIndex - 1;
                if (f < 0 || f > _input.Length) return false;
                return character.Set.Contains(_input[Math.Min(x.EndIndex, f)]) && c(x with { EndIndex = f });

            case SequenceNode sequence:
                return MatchParts(forward ? sequence.Parts : [.. sequence.Parts.Reverse()], 0, x, forward, c);

            case ChoiceNode choice:
                return choice.Alternatives.Any(alternative => Match(alternative, x, forward, c));

            case GroupNode group:
                return Match(group.Body, x, forward, y =>
                {
                    (int, int) range = forward ? (x.EndIndex, y.EndIndex) : (y.EndIndex, x.EndIndex);
                    return c(y with { Captures = new Dictionary<int, (int, int)>(y.Captures) { [group.Number] = range } });
                });

            case RepeatNode repeat:
                return Repeat(repeat, repeat.Minimum, repeat.Maximum, x, forward, c);

            case AnchorNode anchor:
                return Holds(anchor.Anchor, x.EndIndex) && c(x);

            case LookNode { IsNegative: false } look:
                State? found = null;
                if (!Match(look.Body, x, !look.IsBehind, y => (found = y) is not null)) return false;
                return c(found! with { EndIndex = x.EndIndex });

            case LookNode look:
                return !Match(look.Body, x, !look.IsBehind, _ => true) && c(x);

            case BackReferenceNode reference:
                foreach (int number in reference.Groups)
                {
                    if (!x.Captures.TryGetValue(number, out (int Start, int End) range)) continue;
                    int length = range.End - range.Start;
                    int end = forward ? x.EndIndex + length : x.EndIndex - length;
                    if (end < 0 || end > _input.Length) return false;
                    int g = Math.Min(x.EndIndex, end);
                    for (int i = 0; i < length; i++)
                    {
                        if (_input[range.Start + i] != _input[g + i]) return false;
                    }

                    return c(x with { EndIndex = end });
                }

                return c(x);

            default:
                throw new NotSupportedException(node.GetType().Name);
        }
    }

    private bool MatchParts(IReadOnlyList<PatternNode> parts, int index, State x, bool forward, Func<State, bool> c) =>
        index == parts.Count ? c(x) : Match(parts[index], x, forward, y => MatchParts(parts, index + 1, y, forward, c));

    private bool Repeat(RepeatNode repeat, int min, int max, State x, bool forward, Func<State, bool> c)
    {
        if (++_calls > MaxCalls) throw new TimeoutException();
        if (max == 0) return c(x);
        bool Continue(State y)
        {
            if (min == 0 && y.EndIndex == x.EndIndex) return false;
            return Repeat(repeat, min == 0 ? 0 : min - 1, max == RepeatNode.Unbounded ? max : max - 1, y, forward, c);
        }

        bool Outside(int group) => group <= repeat.GroupsBefore || group > repeat.LastGroup;
        State reset = x with { Captures = x.Captures.Where(capture => Outside(capture.Key)).ToDictionary(pair => pair.Key, pair => pair.Value) };
        if (min != 0) return Match(repeat.Body, reset, forward, Continue);
        return repeat.IsLazy
            ? c(x) || Match(repeat.Body, reset, forward, Continue)
            : Match(repeat.Body, reset, forward, Continue) || c(x);
    }

    private bool Holds(PatternAnchor anchor, int e)
    {
        bool atStart = e == 0;
        bool atEnd = e == _input.Length;
        bool Word(int i, bool folded) => i >= 0 && i < _input.Length
            && (_input[i] is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' || (folded && _input[i] is 0x17F or 0x212A));
        bool Line(int i) => _input[i] is '\n' or '\r' or 0x2028 or 0x2029;
        return anchor switch
        {
            PatternAnchor.Start => atStart,
            PatternAnchor.End => atEnd,
            PatternAnchor.LineStart => atStart || Line(e - 1),
            PatternAnchor.LineEnd => atEnd || Line(e),
            PatternAnchor.WordBoundary => Word(e - 1, false) != Word(e, false),
            PatternAnchor.NoWordBoundary => Word(e - 1, false) == Word(e, false),
            PatternAnchor.FoldedWordBoundary => Word(e - 1, true) != Word(e, true),
            _ => Word(e - 1, true) == Word(e, true),
        };
    }

    private sealed record State(int EndIndex, Dictionary<int, (int Start, int End)> Captures);
}
