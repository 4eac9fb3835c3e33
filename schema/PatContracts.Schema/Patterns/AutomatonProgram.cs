using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

internal enum AutomatonOperation : byte
{
    /// <summary>Consumes a character of the set <see cref="AutomatonInstruction.Operand"/>.</summary>
    Character,

    /// <summary>Continues with the next instruction and at <see cref="AutomatonInstruction.Operand"/>.</summary>
    Split,

    /// <summary>Continues at <see cref="AutomatonInstruction.Operand"/>.</summary>
    Jump,

    /// <summary>Continues if the <see cref="PatternAnchor"/> <see cref="AutomatonInstruction.Operand"/> holds.</summary>
    Assert,
    Match,
}

internal readonly record struct AutomatonInstruction(AutomatonOperation Operation, int Operand);

/// <summary>
/// A pattern as a nondeterministic automaton (Thompson's construction): repeats are expanded, and groups capture nothing. The result does not depend on the
/// order in which branches are tried.
/// </summary>
internal sealed class AutomatonProgram
{
    private const int BaseLimit = 8192;
    private const int LimitPerCharacter = 8;

    private AutomatonProgram(AutomatonInstruction[] instructions, CodePointSet[] sets, bool isAnchored)
    {
        Instructions = instructions;
        Sets = sets;
        IsAnchored = isAnchored;
        ExaminesCharacters = instructions.Any(instruction =>
            instruction.Operation == AutomatonOperation.Assert && PatternAnchors.ExaminesCharacters((PatternAnchor)instruction.Operand));
    }

    public AutomatonInstruction[] Instructions { get; }

    public CodePointSet[] Sets { get; }

    public bool IsAnchored { get; }

    /// <summary>Whether there are assertions that examine the characters before and after a position.</summary>
    public bool ExaminesCharacters { get; }

    /// <summary>Returns the maximum size of a pattern's automaton: repeats must not make a short pattern take much memory.</summary>
    public static int LimitFor(ParsedPattern pattern) => BaseLimit + (LimitPerCharacter * pattern.SourceLength);

    /// <summary>Returns the program of a pattern, or null if the pattern needs backtracking or more instructions than the limit.</summary>
    public static AutomatonProgram? TryCompile(ParsedPattern pattern, int limit) => pattern.NeedsBacktracking ? null : new Compiler(limit).Compile(pattern);

    /// <summary>Returns the instructions for characters that can be reached from an instruction without consuming a character.</summary>
    /// <param name="start">The instruction.</param>
    /// <param name="before">The kind of the character before the position.</param>
    /// <param name="after">The kind of the character after it.</param>
    /// <param name="matches">Whether the end of the pattern can be reached.</param>
    public List<int> Reach(int start, CharacterKind before, CharacterKind after, out bool matches)
    {
        var reached = new List<int>();
        var seen = new HashSet<int>();
        var waiting = new Stack<int>();
        matches = false;
        waiting.Push(start);
        while (waiting.Count > 0)
        {
            int at = waiting.Pop();
            if (!seen.Add(at)) continue;
            AutomatonInstruction instruction = Instructions[at];
            switch (instruction.Operation)
            {
                case AutomatonOperation.Character:
                    reached.Add(at);
                    break;
                case AutomatonOperation.Split:
                    waiting.Push(at + 1);
                    waiting.Push(instruction.Operand);
                    break;
                case AutomatonOperation.Jump:
                    waiting.Push(instruction.Operand);
                    break;
                case AutomatonOperation.Assert:
                    if (PatternAnchors.Holds((PatternAnchor)instruction.Operand, before, after)) waiting.Push(at + 1);
                    break;
                default:
                    matches = true;
                    break;
            }
        }

        return reached;
    }

    private sealed class Compiler(int limit)
    {
        private readonly List<AutomatonInstruction> _instructions = [];
        private readonly Dictionary<CodePointSet, int> _sets = [];

        // The remaining work, next item on top. Patterns can nest too deeply for recursion.
        private readonly Stack<Action> _work = new();

        public AutomatonProgram? Compile(ParsedPattern pattern)
        {
            _work.Push(() => Emit(AutomatonOperation.Match));
            _work.Push(() => Visit(pattern.Root));
            while (_work.Count > 0)
            {
                if (_instructions.Count > limit) return null;
                _work.Pop()();
            }

            var sets = new CodePointSet[_sets.Count];
            foreach (KeyValuePair<CodePointSet, int> set in _sets) sets[set.Value] = set.Key;
            return new AutomatonProgram([.. _instructions], sets, pattern.IsAnchored);
        }

        private void Visit(PatternNode node)
        {
            switch (node)
            {
                case CharacterNode character:
                    if (!_sets.TryGetValue(character.Set, out int set)) _sets.Add(character.Set, set = _sets.Count);
                    Emit(AutomatonOperation.Character, set);
                    break;
                case AnchorNode anchor:
                    Emit(AutomatonOperation.Assert, (int)anchor.Anchor);
                    break;
                case GroupNode group:
                    _work.Push(() => Visit(group.Body));
                    break;
                case SequenceNode sequence:
                    VisitParts(sequence, 0);
                    break;
                case ChoiceNode choice:
                    VisitAlternatives(choice, 0, []);
                    break;
                case RepeatNode { Maximum: > 0 } repeat:
                    if (repeat.Body.IsZeroWidth) VisitZeroWidth(repeat);
                    else if (repeat.Minimum > 0) VisitRequired(repeat, 0);
                    else if (repeat.Maximum == RepeatNode.Unbounded) VisitLoop(repeat);
                    else VisitOptional(repeat, 0, []);
                    break;
            }
        }

        private void VisitParts(SequenceNode sequence, int index)
        {
            if (index == sequence.Parts.Count) return;
            _work.Push(() => VisitParts(sequence, index + 1));
            _work.Push(() => Visit(sequence.Parts[index]));
        }

        private void VisitAlternatives(ChoiceNode choice, int index, List<int> jumps)
        {
            if (index == choice.Alternatives.Count - 1)
            {
                _work.Push(() => PatchAll(jumps));
                _work.Push(() => Visit(choice.Alternatives[index]));
                return;
            }

            int split = Emit(AutomatonOperation.Split);
            _work.Push(() =>
            {
                jumps.Add(Emit(AutomatonOperation.Jump));
                Patch(split);
                VisitAlternatives(choice, index + 1, jumps);
            });
            _work.Push(() => Visit(choice.Alternatives[index]));
        }

        /// <summary>Visits a repeat whose body consumes no characters, so that repeating it makes no difference.</summary>
        private void VisitZeroWidth(RepeatNode repeat)
        {
            if (repeat.Minimum > 0) _work.Push(() => Visit(repeat.Body));
        }

        private void VisitRequired(RepeatNode repeat, int copies)
        {
            int start = _instructions.Count;
            _work.Push(() =>
            {
                if (copies + 1 < repeat.Minimum) VisitRequired(repeat, copies + 1);
                else if (repeat.Maximum == RepeatNode.Unbounded) Emit(AutomatonOperation.Split, start);
                else VisitOptional(repeat, repeat.Minimum, []);
            });
            _work.Push(() => Visit(repeat.Body));
        }

        private void VisitLoop(RepeatNode repeat)
        {
            int split = Emit(AutomatonOperation.Split);
            _work.Push(() =>
            {
                Emit(AutomatonOperation.Jump, split);
                Patch(split);
            });
            _work.Push(() => Visit(repeat.Body));
        }

        private void VisitOptional(RepeatNode repeat, int copies, List<int> splits)
        {
            if (copies == repeat.Maximum)
            {
                PatchAll(splits);
                return;
            }

            splits.Add(Emit(AutomatonOperation.Split));
            _work.Push(() => VisitOptional(repeat, copies + 1, splits));
            _work.Push(() => Visit(repeat.Body));
        }

        private int Emit(AutomatonOperation operation, int operand = 0)
        {
            _instructions.Add(new AutomatonInstruction(operation, operand));
            return _instructions.Count - 1;
        }

        private void PatchAll(List<int> instructions)
        {
            foreach (int instruction in instructions) Patch(instruction);
        }

        /// <summary>Sets the operand of an instruction to the end of the program.</summary>
        private void Patch(int instruction) => _instructions[instruction] = _instructions[instruction] with { Operand = _instructions.Count };
    }
}
