namespace PatContracts.Schema.Patterns;

/// <summary>The classes of characters that an automaton distinguishes, shared by all its simulations.</summary>
internal sealed class AutomatonCharacters
{
    private readonly AutomatonProgram _program;
    private readonly CharacterTest[] _tests;

    // The instructions for the first character of a match, and the targets of each class of characters from them.
    private readonly List<int> _first;
    private readonly int[]?[]? _firstTargets;

    public AutomatonCharacters(AutomatonProgram program)
    {
        _program = program;
        _tests = [.. program.Sets.Select(set => new CharacterTest(set))];
        Classes = CharacterClasses.TryBuild(program.ExaminesCharacters ? [.. program.Sets, .. PatternAnchors.SetsOfKinds] : program.Sets);
        _first = program.Reach(0, CharacterKind.Other, CharacterKind.Other, out _);
        // If assertions examine characters, a start depends on more than the first character.
        if (Classes is not null && !program.ExaminesCharacters && !program.IsAnchored) _firstTargets = new int[Classes.Count][];
    }

    /// <summary>The classes of characters; null if there are too many for a table.</summary>
    public CharacterClasses? Classes { get; }

    public bool Holds(int set, int codePoint) => _tests[set].Holds(codePoint);

    /// <summary>Returns the instructions after a match that begins with this character (not the first of the text); null if that must be simulated.</summary>
    public int[]? FirstTargets(int codePoint)
    {
        if (_firstTargets is null) return null;
        int characterClass = Classes!.OfCodePoint(codePoint);
        // Two threads may both determine them, with the same result.
        return Volatile.Read(ref _firstTargets[characterClass]) ?? Find(characterClass, codePoint);
    }

    private int[] Find(int characterClass, int codePoint)
    {
        int[] targets = [.. _first.Where(at => Holds(_program.Instructions[at].Operand, codePoint)).Select(at => at + 1)];
        Volatile.Write(ref _firstTargets![characterClass], targets);
        return targets;
    }
}
