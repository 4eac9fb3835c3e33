using System.Numerics;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>
/// Matches a pattern of up to 64 characters as an automaton whose states are the characters of the pattern (Glushkov's construction), tracked together in one
/// machine word: the time is linear in the text for every pattern, and nothing is allocated.
/// </summary>
internal sealed class PositionMatcher : PatternMatcher
{
    private const int MaxPositions = 64;

    // Patterns with that few characters have few other instructions.
    private const int MaxInstructions = 1024;

    private readonly ulong[] _ascii = new ulong[128];
    private readonly (CodePointSet Set, ulong Positions)[] _sets;

    // For each position, the positions that can follow, and whether the pattern can end after it: anywhere, or only at the end of the text.
    private readonly ulong[] _follow;
    private readonly ulong _last;
    private readonly ulong _lastAtEnd;

    // The positions that can come first, at the start of the text and later.
    private readonly ulong _first;
    private readonly ulong _firstLater;
    private readonly bool _matchesAlways;
    private readonly bool _matchesEmptyText;

    private PositionMatcher(PositionBuilder builder)
    {
        _follow = new ulong[builder.Positions];
        for (int position = 0; position < _follow.Length; position++)
        {
            int next = builder.InstructionOf(position) + 1;
            _follow[position] = builder.Reach(next, atStart: false, atEnd: false, out bool matches);
            builder.Reach(next, atStart: false, atEnd: true, out bool matchesAtEnd);
            if (matches) _last |= 1UL << position;
            if (matchesAtEnd) _lastAtEnd |= 1UL << position;
        }

        _first = builder.Reach(0, atStart: true, atEnd: false, out bool matchesAtStart);
        _firstLater = builder.Reach(0, atStart: false, atEnd: false, out _);
        // Every text has an end.
        builder.Reach(0, atStart: false, atEnd: true, out bool matchesEndOnly);
        _matchesAlways = matchesAtStart || matchesEndOnly;
        builder.Reach(0, atStart: true, atEnd: true, out _matchesEmptyText);
        _sets = builder.Sets();
        foreach ((CodePointSet set, ulong positions) in _sets)
        {
            for (int c = 0; c < _ascii.Length; c++)
            {
                if (set.Contains(c)) _ascii[c] |= positions;
            }
        }
    }

    /// <summary>Returns the matcher of a pattern, or null if the pattern has too many characters or assertions that examine adjacent characters.</summary>
    public static PositionMatcher? TryBuild(ParsedPattern pattern) =>
        AutomatonProgram.TryCompile(pattern, MaxInstructions) is { ExaminesCharacters: false } program
        && new PositionBuilder(program) is { Positions: <= MaxPositions } builder
            ? new PositionMatcher(builder)
            : null;

    public override PatternMatch Match(ReadOnlySpan<byte> utf8, ref PatternBudget budget)
    {
        if (_matchesAlways) return PatternMatch.Yes;
        if (utf8.IsEmpty) return Of(_matchesEmptyText);
        ulong first = _firstLater;
        ulong possible = _first;
        ulong matched = 0;
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

        return Of((matched & _lastAtEnd) != 0);
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
        for (; positions != 0; positions &= positions - 1) followers |= _follow[BitOperations.TrailingZeroCount(positions)];
        return followers;
    }


    /// <summary>Numbers the characters of a program and finds which can follow which.</summary>
    private sealed class PositionBuilder
    {
        private readonly AutomatonProgram _program;
        private readonly List<int> _instructions = [];
        private readonly int[] _positionOf;

        public PositionBuilder(AutomatonProgram program)
        {
            _program = program;
            _positionOf = new int[program.Instructions.Length];
            for (int i = 0; i < program.Instructions.Length; i++)
            {
                if (program.Instructions[i].Operation != AutomatonOperation.Character) continue;
                _positionOf[i] = _instructions.Count;
                _instructions.Add(i);
            }
        }

        public int Positions => _instructions.Count;

        public int InstructionOf(int position) => _instructions[position];

        public (CodePointSet Set, ulong Positions)[] Sets()
        {
            var sets = new (CodePointSet Set, ulong Positions)[_program.Sets.Length];
            for (int i = 0; i < sets.Length; i++) sets[i].Set = _program.Sets[i];
            for (int position = 0; position < Positions; position++) sets[_program.Instructions[_instructions[position]].Operand].Positions |= 1UL << position;
            return sets;
        }

        /// <summary>Returns the positions that can be reached from an instruction without consuming a character.</summary>
        public ulong Reach(int start, bool atStart, bool atEnd, out bool matches)
        {
            CharacterKind before = atStart ? CharacterKind.Edge : CharacterKind.Other;
            CharacterKind after = atEnd ? CharacterKind.Edge : CharacterKind.Other;
            ulong positions = 0;
            foreach (int instruction in _program.Reach(start, before, after, out matches)) positions |= 1UL << _positionOf[instruction];
            return positions;
        }
    }
}
