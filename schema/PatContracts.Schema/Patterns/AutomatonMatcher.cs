using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>
/// Matches a pattern of any size without backtracking. It follows all branches of the automaton at once, and stores the sets of instructions it encounters as
/// the states of a deterministic automaton, built lazily and limited in memory: for known states, each character costs a table lookup and nothing is allocated.
/// </summary>
/// <remarks>
/// The time is linear in the text, with the size of the pattern as a factor. A character of the text costs one step of the budget for every <see
/// cref="InstructionsPerStep"/> instructions that are active before it, not counting those at the start of the pattern; for most patterns that is nothing. The
/// cost depends on the text alone, not on which states are known, and so does the outcome.
/// </remarks>
internal sealed class AutomatonMatcher : PatternMatcher
{
    private const int InstructionsPerStep = 8;

    private readonly AutomatonProgram _program;
    private readonly AutomatonCharacters _characters;
    private readonly AutomatonStates? _states;
    private AutomatonSimulation? _spare;

    public AutomatonMatcher(AutomatonProgram program)
    {
        _program = program;
        _characters = new AutomatonCharacters(program);
        _states = _characters.Classes is { } classes ? new AutomatonStates(classes, program.ExaminesCharacters) : null;
    }

    public override PatternMatch Match(ReadOnlySpan<byte> utf8, ref PatternBudget budget)
    {
        int position = 0;
        AutomatonState? state = _states?.Initial;
        AutomatonSimulation? simulation = null;
        try
        {
            while (state is not null && position < utf8.Length)
            {
                int characterClass = _states!.Classes.Next(utf8, ref position);
                ref AutomatonState.Transition transition = ref state.Transitions[characterClass];
                AutomatonState? next = Volatile.Read(ref transition.Target);
                if (next is null)
                {
                    simulation ??= Rent();
                    next = Explore(state, characterClass, simulation, out int cost);
                    if (!budget.TrySpend(cost)) return PatternMatch.Undecided;
                }
                else if (transition.Cost > 0 && !budget.TrySpend(transition.Cost))
                {
                    return PatternMatch.Undecided;
                }

                state = next;
                if (state is { IsFinal: true }) return state.Outcome;
            }

            if (state is not null) return Of(MatchesAtEnd(state, ref simulation));
            // At the limit, the simulation is in the new state and continues without the table.
            if (simulation is null)
            {
                simulation = Rent();
                simulation.Start();
            }

            return Simulate(simulation, utf8, position, ref budget);
        }
        finally
        {
            if (simulation is not null) Volatile.Write(ref _spare, simulation);
        }
    }

    /// <summary>Follows a transition that is not known yet, and stores it. Returns null if the limit on states does not allow its target.</summary>
    private AutomatonState? Explore(AutomatonState state, int characterClass, AutomatonSimulation simulation, out int cost)
    {
        simulation.Load(state);
        bool matches = simulation.Step(_states!.Classes.Example(characterClass));
        cost = matches ? 0 : CostOf(simulation);
        AutomatonState? target = matches ? AutomatonState.Matched : _states.Intern(simulation);
        if (target is not null) state.SetTransition(characterClass, target, cost);
        return target;
    }

    private static PatternMatch Simulate(AutomatonSimulation simulation, ReadOnlySpan<byte> utf8, int position, ref PatternBudget budget)
    {
        while (position < utf8.Length)
        {
            if (simulation.Step(CodePoints.Next(utf8, ref position))) return PatternMatch.Yes;
            if (!budget.TrySpend(CostOf(simulation))) return PatternMatch.Undecided;
            if (simulation.IsDead) return PatternMatch.No;
        }

        return Of(simulation.MatchesAtEnd());
    }

    private bool MatchesAtEnd(AutomatonState state, ref AutomatonSimulation? simulation)
    {
        if (state.MatchesAtEnd is { } known) return known;
        simulation ??= Rent();
        simulation.Load(state);
        bool matches = simulation.MatchesAtEnd();
        state.MatchesAtEnd = matches;
        return matches;
    }

    private static int CostOf(AutomatonSimulation simulation) => simulation.Active / InstructionsPerStep;

    private AutomatonSimulation Rent() => Interlocked.Exchange(ref _spare, null) ?? new AutomatonSimulation(_program, _characters);
}
