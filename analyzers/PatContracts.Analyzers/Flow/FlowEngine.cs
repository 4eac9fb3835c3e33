using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// Runs one graph over all paths at once, like the compiler's definite assignment analysis: each block has one state, which holds on every path to it. Blocks
/// are run until their states no longer change; the results of a block are those recorded by its last run.
/// </summary>
internal sealed class FlowEngine : Interpreter
{
    /// <summary>Maximum average number of runs per block. Real code needs two or three; beyond the maximum, the analysis of the body is abandoned.</summary>
    private const int MaxRunsPerBlock = 64;

    private readonly FlowInterface _face;
    private readonly List<Node>?[] _nodes;
    private readonly SortedSet<(int Ordinal, int Id)> _open = [];
    private readonly List<Node> _all = [];
    private readonly Dictionary<TrackedObject, FlowState> _created = [];
    private readonly GraphFacts _facts;

    private Node? _node;
    private bool? _isLeftToCallers;

    public FlowEngine(BodyFlow flow, ControlFlowGraph graph, IMethodSymbol? function, FlowInterface face, bool isLocalFunction)
    {
        Flow = flow;
        Graph = graph;
        Function = function;
        IsLocalFunction = isLocalFunction;
        _face = face;
        _nodes = new List<Node>?[graph.Blocks.Length];
        _facts = flow.FactsOf(graph);
    }

    public override BodyFlow Flow { get; }

    public override FlowNames Names => Flow.Names;

    public override ControlFlowGraph Graph { get; }

    public override IMethodSymbol? Function { get; }

    public override TrackedObject? This => _face.This;

    public override bool IsLocalFunction { get; }

    /// <summary>The objects and variables that exist when the body begins.</summary>
    public FlowInterface Interface => _face;

    public IReadOnlyList<Escape> Escapes { get; private set; } = [];

    public IReadOnlyList<MemberWrite> Writes { get; private set; } = [];

    /// <summary>Whether the analysis of the body was abandoned.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>Runs the graph and returns the state at its end; null if the end is not reachable.</summary>
    public FlowState? Run()
    {
        IsAbandoned = _facts.IsInvalid;
        if (IsAbandoned) return null;

        State = Flow.EntryOf(_face, Function);
        BeginConstructor();
        Arrive(Graph.Blocks[0], null, State, isExceptional: false);
        for (int steps = 0; _open.Count > 0; steps++)
        {
            Flow.CancellationToken.ThrowIfCancellationRequested();
            if (steps > MaxRunsPerBlock * (Graph.Blocks.Length + 4))
            {
                IsAbandoned = true;
                return null;
            }

            (int Ordinal, int Id) next = _open.Min;
            _open.Remove(next);
            Execute(_all[next.Id]);
        }

        Node[] inOrder = [.. _all.OrderBy(static node => node.Block.Ordinal)];
        Escapes = [.. inOrder.SelectMany(static node => node.Escapes)];
        Writes = [.. inOrder.SelectMany(static node => node.Writes)];
        return _all.Where(static node => node.Block.Kind == BasicBlockKind.Exit).Select(static node => node.Out).FirstOrDefault(static exit => exit is not null);
    }

    /// <summary>Returns the blocks from which an escape can be reached at which a member has the fault searched for.</summary>
    public bool[] BlocksLeadingTo(PathGoal goal)
    {
        var leads = new bool[Graph.Blocks.Length];
        var open = new Queue<Node>();
        ILookup<Node, (Node From, bool IsExceptional)> entries = _all.SelectMany(node => node.Successors.Select(edge => (node, edge))).ToLookup(
            static pair => pair.edge.To,
            static pair => (pair.node, pair.edge.IsExceptional));
        foreach (Node node in _all.Where(node => node.Escapes.Any(goal.IsPossibleAt))) Add(node);
        while (open.Count > 0)
        {
            foreach ((Node from, bool isExceptional) in entries[open.Dequeue()])
            {
                if (isExceptional || goal.Fault.CanReturn(goal.Member) || !IsSettled(from)) Add(from);
            }
        }

        return leads;

        void Add(Node node)
        {
            if (node.IsMarked(leads)) return;

            leads[node.Block.Ordinal] = true;
            open.Enqueue(node);
        }

        bool IsSettled(Node node)
        {
            bool isCreated = false;
            foreach (KeyValuePair<int, MemberStates> entry in node.Out?.Objects ?? [])
            {
                TrackedObject tracked = Names.ObjectOf(entry.Key);
                if (tracked.Syntax != goal.Creation || tracked.Model != goal.Model) continue;
                if (goal.Fault.IsPossible(entry.Value[goal.Member])) return false;

                isCreated = true;
            }

            return isCreated;
        }
    }

    public override void OnCreated(TrackedObject tracked) => _created[tracked] = State.Copy();

    public override void Record(Escape escape)
    {
        if (_created.TryGetValue(escape.Object, out FlowState? created)) escape = escape with { Created = created };
        _node?.Escapes.Add(escape);
    }

    public override void Record(MemberWrite write) => _node?.Writes.Add(write);

    private void Execute(Node node)
    {
        _node = node;
        node.Escapes.Clear();
        node.Writes.Clear();
        node.Successors.Clear();
        node.Out = null;
        State = node.In.Copy();
        IsDead = false;
        BasicBlock block = node.Block;
        var targets = _facts.TargetsOf(block);
        foreach (IOperation operation in block.Operations)
        {
            if (!targets.IsEmpty && _facts.MayThrow(operation)) Throw(targets, node.Continuation);
            Visitor.Visit(operation);
            if (IsDead) return;
        }

        if (block.Kind == BasicBlockKind.Exit)
        {
            End();
            node.Out = State;
            return;
        }

        ControlFlowBranchSemantics? semantics = block.FallThroughSuccessor?.Semantics;
        bool throws = semantics is ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow;
        if (!targets.IsEmpty && (throws || (block.BranchValue is { } risky && _facts.MayThrow(risky)))) Throw(targets, node.Continuation);
        if (block.BranchValue is { } value) Branch(node, value);
        else Follow(block.FallThroughSuccessor, State, node);

        node.Out = IsDead ? null : State;
    }

    private void Branch(Node node, IOperation value)
    {
        FlowValue result = Visitor.Visit(value);
        if (IsDead) return;

        BasicBlock block = node.Block;
        if (block.ConditionKind == ControlFlowConditionKind.None)
        {
            if (block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return) Return(result, value);
            Follow(block.FallThroughSuccessor, State, node);
            return;
        }

        bool jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        FlowState before = State;
        foreach (bool outcome in (bool[])[true, false])
        {
            if (result.Constant is bool known && known != outcome) continue;

            State = before.Copy();
            Facts.Record(value, outcome);
            Follow(outcome == jumpsWhen ? block.ConditionalSuccessor : block.FallThroughSuccessor, State, node);
        }

        State = before;
    }

    private void Return(FlowValue result, IOperation value)
    {
        State.Returned = result;
        if (IsLocalFunction || IsLeftToCallers(result)) return;

        // The caller already knows the members of the objects it passed.
        bool isCallers = result.Objects.All(assigned => assigned.Origin == ObjectOrigin.Foreign && _face.Objects.Contains(assigned));
        if (!isCallers || result.Elements is not null) Recorder.Escape(result, EscapeKind.Returned, value.Syntax, null);
    }

    private void End()
    {
        // The caller sees the objects to which `out` and `ref` parameters refer at the end.
        foreach (IParameterSymbol parameter in _face.References)
        {
            FlowValue value = State[parameter];
            if (!IsLocalFunction && !IsLeftToCallers(value)) Recorder.Escape(value, EscapeKind.Stored, DeclarationOf(parameter), parameter.Name);
        }

        Recorder.RecordAllStored(State.Returned is { } returned && (IsLocalFunction || IsLeftToCallers(returned)) ? returned : null);
    }

    private SyntaxNode DeclarationOf(IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(Flow.CancellationToken) ?? Graph.OriginalOperation.Syntax;

    /// <summary>Whether the callers report a returned object: the method is private and is called in its type.</summary>
    private bool IsLeftToCallers(FlowValue result) =>
        result.Objects.Any(static tracked => tracked.Origin != ObjectOrigin.Foreign)
        && Function is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private } function
        && (_isLeftToCallers ??= Flow.Analysis.IsCalledInItsType(function, Flow.CancellationToken));

    private void Follow(ControlFlowBranch? branch, FlowState state, Node from)
    {
        if (branch is null) return;

        state = state.After(branch);
        switch (branch.Semantics)
        {
            case ControlFlowBranchSemantics.Regular or ControlFlowBranchSemantics.Return when branch.Destination is { } destination:
                if (branch.FinallyRegions.IsEmpty) Arrive(destination, from.Continuation, state, isExceptional: false);
                else Resume(new(destination, branch.FinallyRegions, 0, from.Continuation), state, isExceptional: false);
                break;
            case ControlFlowBranchSemantics.StructuredExceptionHandling when from.Continuation is { } continuation:
                Resume(continuation, state, isExceptional: false);
                break;
        }
    }

    /// <summary>Runs the <c>finally</c> blocks between a branch and its destination.</summary>
    private void Resume(Continuation continuation, FlowState state, bool isExceptional)
    {
        if (continuation.Next < continuation.Finallies.Length)
        {
            BasicBlock first = Graph.Blocks[continuation.Finallies[continuation.Next].FirstBlockOrdinal];
            Arrive(first, continuation with { Next = continuation.Next + 1 }, state, isExceptional);
        }
        else
        {
            Arrive(continuation.Destination, continuation.Outer, state, isExceptional);
        }
    }

    /// <summary>Propagates an exception thrown at this point to the surrounding handlers.</summary>
    private void Throw(IEnumerable<GraphFacts.ExceptionTarget> targets, Continuation? continuation)
    {
        foreach (GraphFacts.ExceptionTarget target in targets) Resume(new(target.Handler, target.Finallies, 0, continuation), State, isExceptional: true);
    }

    private void Arrive(BasicBlock block, Continuation? continuation, FlowState state, bool isExceptional)
    {
        List<Node> nodes = _nodes[block.Ordinal] ??= [];
        Node? node = nodes.Find(candidate => Equals(candidate.Continuation, continuation));
        bool isNew = node is null;
        if (node is null)
        {
            nodes.Add(node = new(_all.Count, block, continuation, state.Copy()));
            _all.Add(node);
        }

        _node?.Successors.Add((node, isExceptional));
        if (isNew || node.In.JoinWith(state)) _open.Add((block.Ordinal, node.Id));
    }

    /// <summary>A block; blocks of a <c>finally</c> have one node per continuation.</summary>
    private sealed class Node(int id, BasicBlock block, Continuation? continuation, FlowState state)
    {
        private bool[]? _marked;

        public int Id { get; } = id;

        public BasicBlock Block { get; } = block;

        public Continuation? Continuation { get; } = continuation;

        public FlowState In { get; } = state;

        public FlowState? Out { get; set; }

        public List<Escape> Escapes { get; } = [];

        public List<MemberWrite> Writes { get; } = [];

        public List<(Node To, bool IsExceptional)> Successors { get; } = [];

        /// <summary>Whether a search has already visited the node. A block has one mark for all its nodes, a node one for each search.</summary>
        public bool IsMarked(bool[] search)
        {
            if (_marked == search) return true;

            _marked = search;
            return false;
        }
    }
}
