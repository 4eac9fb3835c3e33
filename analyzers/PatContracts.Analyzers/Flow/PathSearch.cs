using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// Decides questions that the joined states leave open by running single paths: whether a path on which a member is missing is feasible. The work is limited by
/// the size of the body; if no path is found within the limit, rules assume that there is none.
/// </summary>
internal sealed class PathSearch(IReadOnlyList<FlowEngine> engines)
{
    private const int StepsPerBlock = 10;
    private const int MinimumSteps = 2000;

    private readonly object _gate = new();
    private readonly Dictionary<PathGoal, Witness> _found = [];
    private readonly Dictionary<IMethodSymbol, BodyFlow?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IOperation, NamedValueLoop?> _loops = [];
    private readonly Dictionary<(SyntaxNode Syntax, BoundMember Member), bool> _unreachable = [];
    private int _steps = MinimumSteps + (StepsPerBlock * engines.Sum(static engine => engine.Graph.Blocks.Length));

    /// <inheritdoc cref="FlowResult.Search"/>
    public Witness Search(PathGoal goal)
    {
        lock (_gate)
        {
            if (!_found.TryGetValue(goal, out Witness witness)) _found.Add(goal, witness = Find(goal));
            return witness;
        }
    }

    /// <inheritdoc cref="FlowResult.IsUnreachable"/>
    public bool IsUnreachable(MemberWrite write)
    {
        lock (_gate)
        {
            if (_unreachable.TryGetValue((write.Syntax, write.Member), out bool known)) return known;

            FlowEngine? engine = engines.FirstOrDefault(candidate => candidate.Writes.Any(candidateWrite => candidateWrite.Syntax == write.Syntax));
            bool isFound = true;
            bool isExhausted = engine is not null && Explore(engine, null, null, runner => runner.HasAssigned(write), out isFound) && !isFound;
            _unreachable.Add((write.Syntax, write.Member), isExhausted);
            return isExhausted;
        }
    }

    /// <summary>Returns a method's body, to be run in place, or null if it has none.</summary>
    public BodyFlow? BodyOf(IMethodSymbol method)
    {
        if (!_bodies.TryGetValue(method, out BodyFlow? body))
        {
            BodyFlow caller = engines[0].Flow;
            _bodies.Add(method, body = caller.Analysis.BodyOf(method, caller.Graph.OriginalOperation.SemanticModel));
        }

        return body;
    }

    /// <summary>Returns the loop that a condition continues or ends, if it selects values by name.</summary>
    public NamedValueLoop? NamedValueLoopOf(IOperation condition, BodyFlow flow)
    {
        if (!_loops.TryGetValue(condition, out NamedValueLoop? loop)) _loops.Add(condition, loop = NamedValueLoop.Of(condition, flow));
        return loop;
    }

    private Witness Find(PathGoal goal)
    {
        Escape? incomplete = null;
        FlowEngine[] concerned = [.. engines.Where(engine => engine.Escapes.Any(goal.IsAbout))];
        foreach (FlowEngine engine in concerned)
        {
            if (incomplete is not null || !engine.Escapes.Any(goal.IsPossibleAt)) continue;

            Explore(engine, goal, engine.BlocksLeadingTo(goal), runner => (incomplete = runner.EscapeOf(goal, hasFault: true)) is not null, out _);
        }

        if (incomplete is null) return default;

        Escape? complete = null;
        bool isExhausted = true;
        foreach (FlowEngine engine in concerned)
        {
            if (complete is null) isExhausted &= Explore(engine, goal, null, runner => (complete = runner.EscapeOf(goal, hasFault: false)) is not null, out _);
        }

        return new(incomplete, complete, isExhausted && complete is null);
    }

    /// <summary>Runs path after path until one reaches the goal. Returns whether all paths were run.</summary>
    private bool Explore(FlowEngine engine, PathGoal? goal, bool[]? leading, Func<PathRunner, bool> isFound, out bool found)
    {
        found = false;
        try
        {
            return ExploreAll(engine, goal, leading, isFound, out found);
        }
        catch (InsufficientExecutionStackException)
        {
            // Expressions nested too deeply to run: nothing is proved about them.
            return false;
        }
    }

    private bool ExploreAll(FlowEngine engine, PathGoal? goal, bool[]? leading, Func<PathRunner, bool> isFound, out bool found)
    {
        engine.Flow.CancellationToken = CancellationToken.None;
        var names = new FlowNames();
        var decisions = new List<PathDecision>();
        bool isExhaustive = true;
        found = false;
        while (_steps > 0)
        {
            var runner = new PathRunner(this, engine, names, decisions, goal, leading, isFound, _steps);
            runner.Run();
            _steps -= runner.Steps;
            engine.Flow.Analysis.CountOperations(runner.Steps);
            isExhaustive &= !runner.IsCut;
            if (runner.IsFound)
            {
                found = true;
                return false;
            }

            while (decisions.Count > 0 && decisions[decisions.Count - 1].IsLast) decisions.RemoveAt(decisions.Count - 1);
            if (decisions.Count == 0) return isExhaustive;

            decisions[decisions.Count - 1].Chosen++;
        }

        return false;
    }
}
