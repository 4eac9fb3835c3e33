using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>
/// Compiles a pattern to instructions for backtracking. Repeats are counted rather than expanded, so the size of the program is that of the pattern.
/// </summary>
internal sealed class BacktrackingCompiler
{
    private readonly ParsedPattern _pattern;
    private readonly List<BacktrackingInstruction> _instructions = [];
    private readonly Dictionary<CodePointSet, int> _sets = [];
    private readonly List<CharacterTest> _tests = [];
    private readonly List<BacktrackingRun> _runs = [];
    private readonly List<BacktrackingLoop> _loops = [];
    private readonly List<BacktrackingLook> _looks = [];
    private readonly List<BacktrackingReference> _references = [];

    // The groups that are referred to, in order. The captures of other groups are never read.
    private readonly int[] _capturing;
    private readonly Dictionary<IReadOnlyList<int>, int[]> _captures = [];

    // The remaining work, next item on top. Patterns can nest too deeply for recursion.
    private readonly Stack<Action> _work = new();
    private int _registers;

    private BacktrackingCompiler(ParsedPattern pattern)
    {
        _pattern = pattern;
        IEnumerable<IReadOnlyList<int>> references = pattern.BackReferences.Select(reference => reference.Groups).Distinct();
        _capturing = [.. references.SelectMany(groups => groups).Distinct().OrderBy(number => number)];
        _registers = 2 * _capturing.Length;
    }

    public static BacktrackingProgram Compile(ParsedPattern pattern) => new BacktrackingCompiler(pattern).Compile();

    private BacktrackingProgram Compile()
    {
        int captures = _registers;
        Then(() => Visit(_pattern.Root, isBackward: false), () => Emit(BacktrackingOperation.Match));
        while (_work.Count > 0) _work.Pop()();
        return new BacktrackingProgram(_pattern)
        {
            Instructions = [.. _instructions],
            Sets = [.. _tests],
            Runs = [.. _runs],
            Loops = [.. _loops],
            Looks = [.. _looks],
            References = [.. _references],
            Registers = _registers,
            Captures = captures,
        };
    }

    /// <summary>Schedules work before the remaining work.</summary>
    private void Then(params Action[] steps)
    {
        for (int i = steps.Length - 1; i >= 0; i--) _work.Push(steps[i]);
    }

    private void Visit(PatternNode node, bool isBackward)
    {
        switch (node)
        {
            case CharacterNode character:
                Emit(isBackward ? BacktrackingOperation.CharacterBack : BacktrackingOperation.Character, SetOf(character));
                break;
            case AnchorNode anchor:
                Emit(BacktrackingOperation.Assert, (int)anchor.Anchor);
                break;
            case GroupNode group:
                VisitGroup(group, isBackward);
                break;
            case SequenceNode sequence:
                VisitParts(sequence, 0, isBackward);
                break;
            case ChoiceNode choice:
                VisitAlternatives(choice, 0, [], isBackward);
                break;
            case RepeatNode { Maximum: > 0 } repeat:
                VisitRepeat(repeat, isBackward);
                break;
            case LookNode look:
                VisitLook(look);
                break;
            case BackReferenceNode reference:
                Emit(BacktrackingOperation.BackReference, _references.Count);
                _references.Add(new BacktrackingReference(CapturesOf(reference.Groups), reference.IgnoresCase, isBackward));
                break;
        }
    }

    private void VisitGroup(GroupNode group, bool isBackward)
    {
        int capture = CaptureOf(group.Number);
        if (capture < 0)
        {
            Then(() => Visit(group.Body, isBackward));
            return;
        }

        Emit(BacktrackingOperation.Save, capture);
        Then(() => Visit(group.Body, isBackward), () => Emit(BacktrackingOperation.Save, capture + 1));
    }

    private void VisitParts(SequenceNode sequence, int index, bool isBackward)
    {
        int count = sequence.Parts.Count;
        if (index == count) return;
        Then(() => Visit(sequence.Parts[isBackward ? count - 1 - index : index], isBackward), () => VisitParts(sequence, index + 1, isBackward));
    }

    private void VisitAlternatives(ChoiceNode choice, int index, List<int> jumps, bool isBackward)
    {
        if (index == choice.Alternatives.Count - 1)
        {
            Then(() => Visit(choice.Alternatives[index], isBackward), () => jumps.ForEach(Patch));
            return;
        }

        int split = Emit(BacktrackingOperation.Split);
        Then(
            () => Visit(choice.Alternatives[index], isBackward),
            () =>
            {
                jumps.Add(Emit(BacktrackingOperation.Jump));
                Patch(split);
                VisitAlternatives(choice, index + 1, jumps, isBackward);
            });
    }

    private void VisitRepeat(RepeatNode repeat, bool isBackward)
    {
        int firstCapture = FirstCaptureBehind(repeat.GroupsBefore);
        int capturesEnd = FirstCaptureBehind(repeat.LastGroup);
        int minimum = repeat.Minimum;
        int maximum = repeat.Maximum;
        if (firstCapture == capturesEnd)
        {
            // Repetitions of an empty match cannot be distinguished.
            if (repeat.Body.IsZeroWidth) (minimum, maximum) = (Math.Min(minimum, 1), 1);
            if (repeat.Body.CanBeEmpty) minimum = 0;
        }

        if (Inner(repeat.Body) is CharacterNode character)
        {
            Emit(BacktrackingOperation.Run, _runs.Count);
            _runs.Add(new BacktrackingRun(_tests[SetOf(character)], minimum, maximum, repeat.IsLazy, isBackward));
            return;
        }

        int loop = _loops.Count;
        _loops.Add(default);
        Emit(BacktrackingOperation.LoopEnter, loop);
        int next = Emit(BacktrackingOperation.LoopNext, loop);
        Emit(BacktrackingOperation.LoopBegin, loop);
        Then(
            () => Visit(repeat.Body, isBackward),
            () =>
            {
                int exit = Emit(BacktrackingOperation.LoopEnd, loop) + 1;
                _loops[loop] = new BacktrackingLoop(minimum, maximum, repeat.IsLazy, _registers++, _registers++, firstCapture, capturesEnd, next, exit);
            });
    }

    private void VisitLook(LookNode look)
    {
        int index = _looks.Count;
        _looks.Add(default);
        Emit(BacktrackingOperation.LookBegin, index);
        Then(
            () => Visit(look.Body, look.IsBehind),
            () =>
            {
                int next = Emit(BacktrackingOperation.LookEnd, index) + 1;
                _looks[index] = new BacktrackingLook(look.IsNegative, _registers++, _registers++, next);
            });
    }

    private PatternNode Inner(PatternNode node)
    {
        while (node is GroupNode group && CaptureOf(group.Number) < 0) node = group.Body;
        return node;
    }

    /// <summary>Returns the first registers of several groups' captures. References by name share their groups, of which there may be many.</summary>
    private int[] CapturesOf(IReadOnlyList<int> groups)
    {
        if (!_captures.TryGetValue(groups, out int[]? captures)) _captures.Add(groups, captures = [.. groups.Select(CaptureOf)]);
        return captures;
    }

    /// <summary>Returns the first register of a group's capture; negative if nothing refers to the group.</summary>
    private int CaptureOf(int group) => Array.BinarySearch(_capturing, group) is >= 0 and int index ? 2 * index : -1;

    /// <summary>Returns the register at which the captures of the groups after this one begin.</summary>
    private int FirstCaptureBehind(int group)
    {
        int index = Array.BinarySearch(_capturing, group);
        return 2 * (index >= 0 ? index + 1 : ~index);
    }

    private int SetOf(CharacterNode character)
    {
        if (_sets.TryGetValue(character.Set, out int set)) return set;
        _sets.Add(character.Set, set = _tests.Count);
        _tests.Add(new CharacterTest(character.Set));
        return set;
    }

    private int Emit(BacktrackingOperation operation, int operand = 0)
    {
        _instructions.Add(new BacktrackingInstruction(operation, operand));
        return _instructions.Count - 1;
    }

    /// <summary>Sets the operand of an instruction to the end of the program.</summary>
    private void Patch(int instruction) => _instructions[instruction] = _instructions[instruction] with { Operand = _instructions.Count };
}
