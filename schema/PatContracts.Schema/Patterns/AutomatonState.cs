namespace PatContracts.Schema.Patterns;

/// <summary>A state: the instructions at which the automaton continues, and the kind of the character before.</summary>
internal sealed class AutomatonState(int[] instructions, CharacterKind before, int classes)
{
    /// <summary>The pattern has matched.</summary>
    public static readonly AutomatonState Matched = new([], CharacterKind.Other, 0) { IsFinal = true, Outcome = PatternMatch.Yes };

    /// <summary>The pattern can no longer match.</summary>
    public static readonly AutomatonState Dead = new([], CharacterKind.Other, 0) { IsFinal = true, Outcome = PatternMatch.No };

    public static readonly IEqualityComparer<AutomatonState> Comparer = new ByContent();

    private int _matchesAtEnd;

    public int[] Instructions { get; } = instructions;

    public CharacterKind Before { get; } = before;

    /// <summary>The transition of each class of characters.</summary>
    public Transition[] Transitions { get; } = new Transition[classes];

    /// <summary>Whether the outcome no longer depends on the text.</summary>
    public bool IsFinal { get; private init; }

    public PatternMatch Outcome { get; private init; }

    /// <summary>Whether the pattern matches if the text ends here; null if not known yet.</summary>
    public bool? MatchesAtEnd
    {
        get => _matchesAtEnd == 0 ? null : _matchesAtEnd > 0;
        set => _matchesAtEnd = value == true ? 1 : -1;
    }

    /// <summary>Records the target of a class of characters. A reader without a lock that sees the target must also see its cost.</summary>
    public void SetTransition(int characterClass, AutomatonState target, int cost)
    {
        Transitions[characterClass].Cost = cost;
        Volatile.Write(ref Transitions[characterClass].Target, target);
    }

    /// <summary>A transition and its cost.</summary>
    internal struct Transition
    {
        public AutomatonState? Target;
        public int Cost;
    }

    private sealed class ByContent : IEqualityComparer<AutomatonState>
    {
        public bool Equals(AutomatonState? x, AutomatonState? y) => x!.Before == y!.Before && x.Instructions.AsSpan().SequenceEqual(y.Instructions);

        public int GetHashCode(AutomatonState state)
        {
            int hash = (int)state.Before;
            foreach (int instruction in state.Instructions) hash = unchecked((hash * 397) ^ instruction);
            return hash;
        }
    }
}
