namespace PatContracts.Schema.Patterns;

/// <summary>Follows all branches of an automaton at once, character by character.</summary>
internal sealed class AutomatonSimulation(AutomatonProgram program, AutomatonCharacters characters)
{
    private readonly AutomatonInstruction[] _instructions = program.Instructions;
    private readonly int[] _waiting = new int[(2 * program.Instructions.Length) + 1];

    // The instructions reached in the current step. An instruction is among the first of _met if and only if its index points to it there.
    private readonly int[] _met = new int[program.Instructions.Length];
    private readonly int[] _index = new int[program.Instructions.Length];

    // The instructions to continue at, in two halves that alternate. An instruction may occur twice: on a branch and as a new start.
    private int[] _current = new int[(2 * program.Instructions.Length) + 1];
    private int[] _next = new int[(2 * program.Instructions.Length) + 1];
    private int _count;
    private CharacterKind _before;

    /// <summary>The instructions at which to continue after the characters read so far, except those of a new start.</summary>
    public ReadOnlySpan<int> Current => _current.AsSpan(0, _count);

    /// <summary>The kind of the last character, for assertions.</summary>
    public CharacterKind Before => _before;

    /// <summary>Whether no continuation can match.</summary>
    public bool IsDead => _count == 0 && program.IsAnchored;

    /// <summary>The number of instructions that were active in the last step, except those of a new start.</summary>
    public int Active { get; private set; }

    /// <summary>Starts at the beginning of a text.</summary>
    public void Start()
    {
        _current[0] = 0;
        _count = 1;
        _before = CharacterKind.Edge;
    }

    /// <summary>Continues from a state.</summary>
    public void Load(AutomatonState state)
    {
        state.Instructions.CopyTo(_current, 0);
        _count = state.Instructions.Length;
        _before = state.Before;
    }

    /// <summary>Consumes a character. Returns whether the pattern has matched before it.</summary>
    public bool Step(int codePoint)
    {
        bool isFirst = _before == CharacterKind.Edge;
        CharacterKind after = program.ExaminesCharacters ? PatternAnchors.KindOf(codePoint) : CharacterKind.Other;
        int met = 0;
        bool matches = Close(_count, after, ref met);
        Active = isFirst ? 0 : met;
        int count = 0;
        if (!matches && !isFirst && !program.IsAnchored)
        {
            // A match may start at any character.
            if (characters.FirstTargets(codePoint) is { } targets)
            {
                targets.CopyTo(_next, 0);
                count = targets.Length;
            }
            else
            {
                _current[0] = 0;
                matches = Close(1, after, ref met);
            }
        }

        for (int i = 0; i < met && !matches; i++)
        {
            AutomatonInstruction instruction = _instructions[_met[i]];
            if (instruction.Operation == AutomatonOperation.Character && characters.Holds(instruction.Operand, codePoint)) _next[count++] = _met[i] + 1;
        }

        (_current, _next) = (_next, _current);
        _count = count;
        _before = after;
        return matches;
    }

    /// <summary>Returns whether the pattern matches if the text ends here.</summary>
    public bool MatchesAtEnd()
    {
        int met = 0;
        if (Close(_count, CharacterKind.Edge, ref met)) return true;
        _current[0] = 0;
        return !program.IsAnchored && Close(1, CharacterKind.Edge, ref met);
    }

    /// <summary>Sorts the instructions to continue at and removes duplicates, so that equal sets have the same form.</summary>
    public void Normalize()
    {
        Array.Sort(_current, 0, _count);
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (kept == 0 || _current[kept - 1] != _current[i]) _current[kept++] = _current[i];
        }

        _count = kept;
    }

    /// <summary>Adds all instructions that can be reached without consuming a character. Returns whether the end of the pattern is among them.</summary>
    private bool Close(int count, CharacterKind after, ref int met)
    {
        for (int i = 0; i < count; i++)
        {
            int waiting = 0;
            _waiting[waiting++] = _current[i];
            while (waiting > 0)
            {
                int at = _waiting[--waiting];
                int index = _index[at];
                if ((uint)index < (uint)met && _met[index] == at) continue;
                _index[at] = met;
                _met[met++] = at;
                AutomatonInstruction instruction = _instructions[at];
                switch (instruction.Operation)
                {
                    case AutomatonOperation.Split:
                        _waiting[waiting++] = instruction.Operand;
                        _waiting[waiting++] = at + 1;
                        break;
                    case AutomatonOperation.Jump:
                        _waiting[waiting++] = instruction.Operand;
                        break;
                    case AutomatonOperation.Assert:
                        if (PatternAnchors.Holds((PatternAnchor)instruction.Operand, _before, after)) _waiting[waiting++] = at + 1;
                        break;
                    case AutomatonOperation.Match:
                        return true;
                }
            }
        }

        return false;
    }
}
