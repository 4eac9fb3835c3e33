using PatContracts.Schema.Text;
#if NET8_0_OR_GREATER
using System.Numerics;
#endif

namespace PatContracts.Schema.Patterns;

/// <summary>
/// A pattern of up to 64 characters as an automaton whose states are the characters of the pattern (Glushkov's construction), all of them tracked at
/// once in one machine word: the time is linear in the text whatever the pattern, and nothing is allocated.
/// </summary>
internal sealed class PositionMatcher : PatternMatcher
{
    private readonly ulong[] _ascii = new ulong[128];
    private readonly (CodePointSet Set, ulong Positions)[] _sets;
    private readonly ulong[] _follow;
    private readonly ulong _first;
    private readonly ulong _last;
    private readonly ulong _starts;
    private readonly ulong _ends;
    private readonly bool _matchesAlways;

    private PositionMatcher(PositionBuilder builder, PositionSet root)
    {
        _follow = builder.Follow;
        _first = root.First;
        _last = root.Last;
        _matchesAlways = root.IsNullable;
        _starts = builder.Starts;
        _ends = builder.Ends;
        _sets = [.. builder.Sets.Select(entry => (entry.Key, entry.Value))];
        foreach ((CodePointSet set, ulong positions) in _sets)
        {
            for (int c = 0; c < _ascii.Length; c++)
            {
                if (set.Contains(c)) _ascii[c] |= positions;
            }
        }
    }

    /// <summary>The matcher of a pattern, or null where the pattern has too many characters, or parts that this automaton cannot have.</summary>
    public static PositionMatcher? TryBuild(PatternNode root)
    {
        var builder = new PositionBuilder();
        PositionSet set = builder.Visit(root);
        return builder.IsPossible ? new PositionMatcher(builder, set) : null;
    }

    public override PatternMatch Match(ReadOnlySpan<byte> utf8)
    {
        if (_matchesAlways) return PatternMatch.Yes;
        // The start of the text is as a character of its own, which ^ matches; so is its end, for $.
        ulong matched = _first & _starts;
        if ((matched & _last) != 0) return PatternMatch.Yes;
        ulong first = _first & ~_starts;
        ulong possible = first | Followers(matched);
        for (int position = 0; position < utf8.Length;)
        {
            if (possible == 0) return PatternMatch.No;
            byte b = utf8[position];
            if (b < 0x80)
            {
                matched = possible & _ascii[b];
                position++;
            }
            else
            {
                matched = possible & Positions(CodePoints.Next(utf8, ref position));
            }

            if ((matched & _last) != 0) return PatternMatch.Yes;
            possible = first | Followers(matched);
        }

        return Answer((possible & _ends & _last) != 0);
    }

    private ulong Positions(int codePoint)
    {
        ulong positions = 0;
        foreach ((CodePointSet set, ulong held) in _sets)
        {
            if (set.Contains(codePoint)) positions |= held;
        }

        return positions;
    }

    private ulong Followers(ulong positions)
    {
        ulong followers = 0;
        for (; positions != 0; positions &= positions - 1) followers |= _follow[LowestBit(positions)];
        return followers;
    }

#if NET8_0_OR_GREATER
    public static int LowestBit(ulong bits) => BitOperations.TrailingZeroCount(bits);
#else
    public static int LowestBit(ulong bits)
    {
        int index = 0;
        for (int step = 32; step > 0; step /= 2)
        {
            if ((bits & ((1UL << step) - 1)) != 0) continue;
            bits >>= step;
            index += step;
        }

        return index;
    }
#endif
}

/// <summary>Where a part of a pattern can begin and end, and whether it can be empty.</summary>
internal readonly record struct PositionSet(ulong First, ulong Last, bool IsNullable)
{
    public static readonly PositionSet Empty = new(0, 0, true);
}

/// <summary>Gives every character of a pattern a position and gathers which can follow which.</summary>
internal sealed class PositionBuilder
{
    private const int MostPositions = 64;

    private int _count;

    public ulong[] Follow { get; } = new ulong[MostPositions];

    public Dictionary<CodePointSet, ulong> Sets { get; } = [];

    public ulong Starts { get; private set; }

    public ulong Ends { get; private set; }

    public bool IsPossible { get; private set; } = true;

    public PositionSet Visit(PatternNode node) => !IsPossible ? PositionSet.Empty : node switch
    {
        CharacterNode character => Character(character.Set),
        AnchorNode anchor => Anchor(anchor.Anchor),
        GroupNode group => Visit(group.Body),
        SequenceNode sequence => sequence.Parts.Aggregate(PositionSet.Empty, (before, part) => Join(before, Visit(part))),
        ChoiceNode choice => choice.Alternatives.Select(Visit).Aggregate(Either),
        RepeatNode repeat => Repeat(repeat),
        _ => GiveUp(),
    };

    private PositionSet GiveUp()
    {
        IsPossible = false;
        return PositionSet.Empty;
    }

    private PositionSet Character(CodePointSet set)
    {
        ulong position = NewPosition();
        Sets[set] = (Sets.TryGetValue(set, out ulong positions) ? positions : 0) | position;
        return new PositionSet(position, position, false);
    }

    private PositionSet Anchor(PatternAnchor anchor)
    {
        if (anchor is not (PatternAnchor.Start or PatternAnchor.End)) return GiveUp();
        ulong position = NewPosition();
        if (anchor == PatternAnchor.Start) Starts |= position;
        else Ends |= position;
        return new PositionSet(position, position, false);
    }

    private ulong NewPosition()
    {
        if (_count < MostPositions) return 1UL << _count++;
        IsPossible = false;
        return 0;
    }

    private PositionSet Join(PositionSet before, PositionSet after)
    {
        Connect(before.Last, after.First);
        return new PositionSet(
            before.IsNullable ? before.First | after.First : before.First,
            after.IsNullable ? before.Last | after.Last : after.Last,
            before.IsNullable && after.IsNullable);
    }

    private static PositionSet Either(PositionSet left, PositionSet right) =>
        new(left.First | right.First, left.Last | right.Last, left.IsNullable || right.IsNullable);

    private PositionSet Repeat(RepeatNode repeat)
    {
        bool isUnbounded = repeat.Maximum == RepeatNode.Unbounded;
        int copies = isUnbounded ? Math.Max(repeat.Minimum, 1) : repeat.Maximum;
        PositionSet all = PositionSet.Empty;
        PositionSet last = PositionSet.Empty;
        for (int copy = 0; copy < copies && IsPossible; copy++)
        {
            last = Visit(repeat.Body);
            // A body without characters adds nothing by being there again.
            if (last.First == 0) return last;
            all = Join(all, copy < repeat.Minimum ? last : last with { IsNullable = true });
        }

        if (isUnbounded) Connect(last.Last, last.First);
        return all;
    }

    /// <summary>
    /// Notes that some positions can follow others. An anchor takes a place in the row though it matches no character, so of two that could stand at one
    /// place the second would be missed; such patterns are for another matcher.
    /// </summary>
    private void Connect(ulong before, ulong after)
    {
        if (((before & Starts) != 0 && (after & Starts) != 0) || ((before & Ends) != 0 && (after & (Starts | Ends)) != 0)) IsPossible = false;
        for (; before != 0; before &= before - 1) Follow[PositionMatcher.LowestBit(before)] |= after;
    }
}
