namespace PatContracts.Schema.Patterns;

/// <summary>The known states of a deterministic automaton. Their memory is limited; at the limit no state is added.</summary>
internal sealed class AutomatonStates
{
    private const int MaxBytes = 512 * 1024;
    private const int BytesPerTransition = 16;

    private readonly Dictionary<AutomatonState, AutomatonState> _known = new(AutomatonState.Comparer);
    private readonly bool _seesCharacters;
    private int _bytes;

    public AutomatonStates(CharacterClasses classes, bool seesCharacters)
    {
        Classes = classes;
        _seesCharacters = seesCharacters;
        Initial = new AutomatonState([0], CharacterKind.Edge, classes.Count);
    }

    public CharacterClasses Classes { get; }

    /// <summary>The state at the start of a text.</summary>
    public AutomatonState Initial { get; }

    /// <summary>Returns the state that a simulation is in, or null if it is new and the limit on states has been reached.</summary>
    public AutomatonState? Intern(AutomatonSimulation simulation)
    {
        if (simulation.IsDead) return AutomatonState.Dead;
        simulation.Normalize();
        lock (_known)
        {
            int bytes = 100 + (simulation.Current.Length * sizeof(int)) + (Classes.Count * BytesPerTransition);
            // At the limit nothing may be allocated, so a state that might be known is not looked up either.
            if (_bytes + bytes > MaxBytes) return null;
            var state = new AutomatonState(simulation.Current.ToArray(), _seesCharacters ? simulation.Before : CharacterKind.Other, Classes.Count);
            if (_known.TryGetValue(state, out AutomatonState? known)) return known;
            _known.Add(state, state);
            _bytes += bytes;
            return state;
        }
    }
}
