using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>The state of one match.</summary>
internal ref partial struct BacktrackingAttempt
{
    private const int Failed = -1;

    private readonly BacktrackingProgram _program;
    private readonly ReadOnlySpan<byte> _text;
    private readonly int[] _registers;
    private BacktrackStack _stack;
    private int _position;
    private bool _isFull;

    public BacktrackingAttempt(BacktrackingProgram program, ReadOnlySpan<byte> text, int[] registers, long steps)
    {
        _program = program;
        _text = text;
        _registers = registers;
        _stack = BacktrackStack.Rent();
        Steps = steps;
    }

    /// <summary>The remaining steps.</summary>
    public long Steps { get; private set; }

    public void Dispose() => _stack.Dispose();

    /// <summary>Searches for a match that begins anywhere.</summary>
    public PatternMatch Search()
    {
        for (int start = 0; ;)
        {
            PatternMatch outcome = MatchAt(start);
            if (outcome != PatternMatch.No || _program.IsAnchored || start == _text.Length) return outcome;
            CodePoints.Next(_text, ref start);
        }
    }

    private PatternMatch MatchAt(int start)
    {
        _registers.AsSpan(0, _program.Registers).Fill(-1);
        Steps -= _program.Registers / 8;
        _stack.Clear();
        _position = start;
        int at = 0;
        while (true)
        {
            if (--Steps < 0 || _isFull) return PatternMatch.Undecided;
            if (at < 0)
            {
                if (_stack.Height == 0) return PatternMatch.No;
                at = Backtrack();
                continue;
            }

            BacktrackingInstruction instruction = _program.Instructions[at];
            switch (instruction.Operation)
            {
                case BacktrackingOperation.Character:
                    at = _position < _text.Length && _program.Sets[instruction.Operand].TryConsume(_text, ref _position) ? at + 1 : Failed;
                    break;
                case BacktrackingOperation.CharacterBack:
                    at = _position > 0 && _program.Sets[instruction.Operand].TryConsumeBack(_text, ref _position) ? at + 1 : Failed;
                    break;
                case BacktrackingOperation.Run:
                    at = ConsumeRun(at, in _program.Runs[instruction.Operand]);
                    break;
                case BacktrackingOperation.Split:
                    Later(instruction.Operand);
                    at++;
                    break;
                case BacktrackingOperation.Jump:
                    at = instruction.Operand;
                    break;
                case BacktrackingOperation.Assert:
                    at = PatternAnchors.Holds((PatternAnchor)instruction.Operand, KindBefore(), KindAfter()) ? at + 1 : Failed;
                    break;
                case BacktrackingOperation.Save:
                    Set(instruction.Operand, _position);
                    at++;
                    break;
                case BacktrackingOperation.LoopEnter:
                    Set(_program.Loops[instruction.Operand].CountRegister, 0);
                    at++;
                    break;
                case BacktrackingOperation.LoopNext:
                    at = NextIteration(at, in _program.Loops[instruction.Operand]);
                    break;
                case BacktrackingOperation.LoopBegin:
                    BeginIteration(in _program.Loops[instruction.Operand]);
                    at++;
                    break;
                case BacktrackingOperation.LoopEnd:
                    at = EndIteration(in _program.Loops[instruction.Operand]);
                    break;
                case BacktrackingOperation.LookBegin:
                    BeginLook(in _program.Looks[instruction.Operand]);
                    at++;
                    break;
                case BacktrackingOperation.LookEnd:
                    at = EndLook(in _program.Looks[instruction.Operand]);
                    break;
                case BacktrackingOperation.BackReference:
                    at = TryConsumeReference(in _program.References[instruction.Operand]) ? at + 1 : Failed;
                    break;
                default:
                    return PatternMatch.Yes;
            }
        }
    }

    private void Push(BacktrackStack.Entry entry) => _isFull |= !_stack.TryPush(entry);

    private void Later(int instruction) => Push(new BacktrackStack.Entry(BacktrackKind.Continue, instruction, _position));

    private void Set(int register, int value)
    {
        Push(new BacktrackStack.Entry(BacktrackKind.Undo, register, _registers[register]));
        _registers[register] = value;
    }

    /// <summary>Pops the top of the stack. Returns the instruction to continue at, or <see cref="Failed"/> to backtrack further.</summary>
    private int Backtrack()
    {
        BacktrackStack.Entry entry = _stack.Pop();
        switch (entry.Kind)
        {
            case BacktrackKind.Continue:
                _position = entry.Value;
                return entry.Target;
            case BacktrackKind.GiveBack:
                return GiveBack(entry);
            case BacktrackKind.ConsumeMore:
                return ConsumeMore(entry);
            default:
                _registers[entry.Target] = entry.Value;
                return Failed;
        }
    }

    private readonly CharacterKind KindBefore()
    {
        if (_position == 0) return CharacterKind.Edge;
        int start = CodePoints.Before(_text, _position);
        return PatternAnchors.KindOf(CodePoints.Next(_text, ref start));
    }

    private readonly CharacterKind KindAfter()
    {
        int next = _position;
        return next == _text.Length ? CharacterKind.Edge : PatternAnchors.KindOf(CodePoints.Next(_text, ref next));
    }
}
