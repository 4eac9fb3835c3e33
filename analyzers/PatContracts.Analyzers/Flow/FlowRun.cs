using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>One run over one body: the walk over the blocks. What operations do is in the other parts.</summary>
internal sealed partial class FlowRun
{
    /// <summary>How many states a block keeps apart before they are joined.</summary>
    private const int MaxStates = 24;

    /// <summary>How many blocks are run, repetitions included, before the body is given up.</summary>
    private const int MaxSteps = 3000;

    /// <summary>How deep local functions are run inside each other.</summary>
    private const int MaxFrames = 6;

    private readonly FlowAnalysis.CallStack _calls;
    private readonly ISymbol _owner;
    private readonly BoundModels _models;
    private readonly Dictionary<SyntaxNode, Place> _places = [];
    private readonly ImmutableArray<Escape>.Builder _escapes = ImmutableArray.CreateBuilder<Escape>();
    private readonly ImmutableArray<MemberWrite>.Builder _writes = ImmutableArray.CreateBuilder<MemberWrite>();
    private readonly Dictionary<SyntaxNode, LambdaBody> _lambdas = [];
    private readonly HashSet<ISymbol> _calledLocally = new(SymbolEqualityComparer.Default);

    private SyntaxNode _body;
    private int _objects;
    private Frame _frame;
    private FlowState _state = new();
    private bool _isDead;
    private int _steps;
    private bool _isGivenUp;

    public FlowRun(FlowAnalysis.CallStack calls, ISymbol owner)
    {
        _calls = calls;
        _owner = owner;
        _models = calls.Analysis.Models;
        _frame = null!;
        _body = null!;
    }

    /// <summary>The object that the body is a member of, where its type is bound.</summary>
    public TrackedObject? This { get; private set; }

    public FlowResult Run(ControlFlowGraph graph)
    {
        _body = graph.OriginalOperation.Syntax;
        var method = _owner as IMethodSymbol;
        FlowState entry = EntryState(method?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty);
        AddThis(entry);
        var frame = new Frame(graph, method, outer: null);
        RunFrame(frame, entry);
        if (!graph.LocalFunctions.IsEmpty || _lambdas.Count > 0) RunDeferred(graph);

        if (_isGivenUp) return FlowResult.Nothing;

        return new(_escapes.ToImmutable(), _writes.ToImmutable(), Summarize(method, frame), isComplete: true);
    }

    /// <summary>Bodies that run at a time of their own: lambdas, and local functions that nobody calls directly.</summary>
    private void RunDeferred(ControlFlowGraph root)
    {
        var done = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var graphs = new Queue<ControlFlowGraph>([root]);
        var lambdasDone = new HashSet<SyntaxNode>();
        while (graphs.Count > 0)
        {
            ControlFlowGraph graph = graphs.Dequeue();
            foreach (IMethodSymbol function in graph.LocalFunctions)
            {
                if (!done.Add(function)) continue;

                ControlFlowGraph body = graph.GetLocalFunctionControlFlowGraph(function, _calls.CancellationToken);
                if (!_calledLocally.Contains(function)) RunFrame(new Frame(body, function, outer: null), EntryState(function.Parameters));
                graphs.Enqueue(body);
            }

            foreach (LambdaBody body in _lambdas.Values.ToArray())
            {
                if (!lambdasDone.Add(body.Lambda.Syntax)) continue;

                RunFrame(new Frame(body.Graph, body.Lambda.Symbol, outer: null), EntryState(body.Lambda.Symbol.Parameters));
                graphs.Enqueue(body.Graph);
            }
        }
    }

    private FlowState EntryState(ImmutableArray<IParameterSymbol> parameters)
    {
        var state = new FlowState();
        foreach (IParameterSymbol parameter in parameters)
        {
            if (parameter.RefKind == RefKind.Out) continue;

            state[parameter] = _models.TryGet(parameter.Type, out BoundModel? model)
                ? FlowValue.Of(AddForeign(state, _body, model, parameter))
                : FlowValue.OfParameter(parameter.Ordinal);
        }

        return state;
    }

    private SyntaxNode DeclarationOf(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_calls.CancellationToken)
        ?? _owner.DeclaringSyntaxReferences.First().GetSyntax(_calls.CancellationToken);

    /// <summary>In a constructor the members begin as their initializers leave them; in other members the object comes from elsewhere.</summary>
    private void AddThis(FlowState state)
    {
        if (_owner.IsStatic || !_models.TryGet(_owner.ContainingType, out BoundModel? model)) return;

        This = AddForeign(state, _body, model, "this");
        if (_owner is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor) state[This] = Constructors.InitialState(_calls.Analysis, model, constructor);
    }

    /// <summary>The object that a place makes or brings. A place that brings several tells them apart by a detail: the variable, the object read from, the call.</summary>
    private TrackedObject Track(SyntaxNode syntax, BoundModel model, ObjectOrigin origin, TrackedObject? source = null, object? detail = null)
    {
        if (Find(syntax, detail) is { } known) return known;

        _places.TryGetValue(syntax, out Place? others);
        var tracked = new TrackedObject(syntax, model, origin, source, _objects++);
        _places[syntax] = new(tracked, detail, others);
        return tracked;
    }

    private TrackedObject? Find(SyntaxNode syntax, object? detail)
    {
        _places.TryGetValue(syntax, out Place? place);
        while (place is not null && !Equals(place.Detail, detail)) place = place.Next;
        return place?.Object;
    }

    private TrackedObject AddForeign(FlowState state, SyntaxNode syntax, BoundModel model, object? detail)
    {
        TrackedObject tracked = Track(syntax, model, ObjectOrigin.Foreign, detail: detail);
        state[tracked] = ObjectState.Create(model, static _ => new(SlotKind.Untouched, FlowValue.Unknown));
        return tracked;
    }

    /// <summary>Runs a body from a state to the end. Afterwards the frame knows the states in which it returns.</summary>
    private void RunFrame(Frame frame, FlowState entry)
    {
        (Frame outerFrame, FlowState outerState) = (_frame, _state);
        _frame = frame;
        _isGivenUp |= frame.IsInvalid;
        Arrive(frame.Graph.Blocks[0], null, entry);
        while (frame.Open.Count > 0 && !_isGivenUp)
        {
            _calls.CancellationToken.ThrowIfCancellationRequested();
            if (++_steps > MaxSteps) _isGivenUp = true;
            else Execute(frame.Open.Dequeue());
        }

        (_frame, _state) = (outerFrame, outerState);
    }

    private void Execute(Arrival arrival)
    {
        arrival.IsOpen = false;
        _state = arrival.State.Copy();
        _isDead = false;
        BasicBlock block = arrival.Block;
        bool isGuarded = IsGuarded(block);

        foreach (IOperation operation in block.Operations)
        {
            if (isGuarded && MayThrow(operation)) Throw(arrival);
            Visit(operation);
            if (_isDead) return;
        }

        if (block.Kind == BasicBlockKind.Exit)
        {
            if (_frame.Outer is null) EscapeByReference();
            _frame.Exits.Add(_state);
            return;
        }

        if (block.BranchValue is { } value)
        {
            if (isGuarded && MayThrow(value)) Throw(arrival);
            Branch(block, value, arrival.Continuation);
        }
        else
        {
            Follow(block.FallThroughSuccessor, _state, arrival.Continuation);
        }
    }

    private void Branch(BasicBlock block, IOperation value, Continuation? continuation)
    {
        FlowValue result = Visit(value);
        if (_isDead) return;

        if (block.ConditionKind == ControlFlowConditionKind.None)
        {
            if (block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return) Return(result, value);
            Follow(block.FallThroughSuccessor, _state, continuation);
            return;
        }

        bool jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        bool? known = result.Constant as bool? ?? OutcomeOf(value);
        foreach (bool outcome in (bool[])[true, false])
        {
            if (known is not null && known != outcome) continue;

            FlowState before = _state;
            _state = before.Copy();
            if (known is null)
            {
                _state.Trail = new(value.Syntax, outcome, _state.Trail);
                Learn(value, outcome);
            }

            Follow(outcome == jumpsWhen ? block.ConditionalSuccessor : block.FallThroughSuccessor, _state, continuation);
            _state = before;
        }
    }

    private void Return(FlowValue result, IOperation value)
    {
        _state.Returned = result;
        if (_frame.Outer is not null || IsLeftToCallers(result)) return;

        // What the caller gave is not news to it.
        ImmutableArray<IParameterSymbol> parameters = _frame.Function?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty;
        bool isCallers = result.Object is { Origin: ObjectOrigin.Foreign } given
            && (given == This || parameters.Any(parameter => _state[parameter].Object == given));
        if (!isCallers) EscapeAll(result, EscapeKind.Returned, value.Syntax, null);
    }

    /// <summary>What <c>out</c> and <c>ref</c> parameters name at the end is seen by the caller.</summary>
    private void EscapeByReference()
    {
        foreach (IParameterSymbol parameter in _frame.Function?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty)
        {
            if (parameter.RefKind is not (RefKind.Out or RefKind.Ref)) continue;

            FlowValue value = _state[parameter];
            if (!IsLeftToCallers(value)) EscapeAll(value, EscapeKind.Stored, DeclarationOf(parameter), parameter.Name);
        }
    }

    /// <summary>
    /// Whether the verdict on what is returned is the callers': the method is private, is called in its type, and so is a part of the work of others.
    /// </summary>
    private bool IsLeftToCallers(FlowValue result) =>
        result.Object is { Origin: not ObjectOrigin.Foreign }
        && _frame.Function is { MethodKind: MethodKind.Ordinary } function
        && (_frame.IsLeftToCallers ??= function.DeclaredAccessibility == Accessibility.Private
            && SourceBodies.IsCalledInItsType(function, _calls.CancellationToken));

    private void Follow(ControlFlowBranch? branch, FlowState state, Continuation? continuation)
    {
        switch (branch?.Semantics)
        {
            case ControlFlowBranchSemantics.Regular or ControlFlowBranchSemantics.Return when branch.Destination is { } destination:
                if (branch.FinallyRegions.IsEmpty) Arrive(destination, continuation, state);
                else Resume(new(branch, 0, continuation), state);
                break;
            case ControlFlowBranchSemantics.StructuredExceptionHandling when continuation is not null:
                Resume(continuation, state);
                break;
        }
    }

    /// <summary>Goes through the <c>finally</c> blocks that lie between a branch and its destination.</summary>
    private void Resume(Continuation continuation, FlowState state)
    {
        ImmutableArray<ControlFlowRegion> regions = continuation.Branch.FinallyRegions;
        if (continuation.Next < regions.Length)
        {
            BasicBlock first = _frame.Graph.Blocks[regions[continuation.Next].FirstBlockOrdinal];
            Arrive(first, continuation with { Next = continuation.Next + 1 }, state);
        }
        else
        {
            Arrive(continuation.Branch.Destination!, continuation.Outer, state);
        }
    }

    /// <summary>An exception thrown at this point reaches the handlers around it.</summary>
    private void Throw(Arrival arrival)
    {
        foreach (ControlFlowRegion guarded in GuardingRegions(arrival.Block))
        {
            foreach (ControlFlowRegion handler in guarded.NestedRegions)
            {
                if (handler.Kind == ControlFlowRegionKind.Try) continue;

                FlowState thrown = _state.Copy();
                BasicBlock first = _frame.Graph.Blocks[handler.FirstBlockOrdinal];
                SyntaxNode? syntax = first.Operations.FirstOrDefault()?.Syntax ?? arrival.Block.Operations.FirstOrDefault()?.Syntax;
                if (syntax?.FirstAncestorOrSelf<TryStatementSyntax>() is { } tried) thrown.Trail = new(tried, null, thrown.Trail);
                Arrive(first, arrival.Continuation, thrown);
            }
        }
    }

    private static bool IsGuarded(BasicBlock block) => GuardingRegions(block).Any();

    /// <summary>
    /// The <c>try</c> statements with handlers around a block, innermost first. The root region of a lambda or local function lies in a region of the
    /// enclosing graph: its exceptions are not caught there, and the block ordinals there are those of another graph.
    /// </summary>
    private static IEnumerable<ControlFlowRegion> GuardingRegions(BasicBlock block)
    {
        for (ControlFlowRegion region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root, EnclosingRegion: { } outer }; region = outer)
        {
            if (region.Kind == ControlFlowRegionKind.Try && outer.Kind == ControlFlowRegionKind.TryAndCatch) yield return outer;
        }
    }

    /// <summary>Whether an exception is to be reckoned with. That a model's constructor throws is not.</summary>
    private bool MayThrow(IOperation operation)
    {
        foreach (IOperation part in operation.DescendantsAndSelf())
        {
            if (part is IObjectCreationOperation creation && _models.TryGet(creation.Type, out _)) continue;

            if (part.Kind is OperationKind.Invocation or OperationKind.ObjectCreation or OperationKind.Await or OperationKind.ArrayElementReference
                or OperationKind.Throw or OperationKind.DynamicInvocation or OperationKind.TypeParameterObjectCreation
                || part is IPropertyReferenceOperation { Property.IsIndexer: true })
            {
                return true;
            }
        }

        return false;
    }

    private void Arrive(BasicBlock block, Continuation? continuation, FlowState state)
    {
        _frame.ForgetCaptures(state, block);
        List<Arrival> visits = _frame.VisitsOf(block, continuation);
        foreach (Arrival known in visits)
        {
            if (!known.State.IsLike(state)) continue;

            if (known.State.Absorb(state)) Open(known);
            return;
        }

        if (visits.Count < MaxStates && !(visits.Count == 1 && visits[0].IsJoined))
        {
            var arrival = new Arrival(block, continuation, state.Copy());
            visits.Add(arrival);
            Open(arrival);
            return;
        }

        FlowState joined = visits.Aggregate(state, (all, known) => FlowState.Join(all, known.State));
        if (visits is [{ IsJoined: true } sole] && sole.State.IsLike(joined) && !sole.State.Absorb(joined)) return;

        var merged = new Arrival(block, continuation, joined) { IsJoined = true };
        visits.Clear();
        visits.Add(merged);
        Open(merged);
    }

    private void Open(Arrival arrival)
    {
        if (arrival.IsOpen) return;

        arrival.IsOpen = true;
        _frame.Open.Enqueue(arrival);
    }

    /// <summary>What callers need to know: the states in which the body returns, as one.</summary>
    private FlowSummary Summarize(IMethodSymbol? method, Frame frame)
    {
        if (method is null) return FlowSummary.Unknown;

        FlowState? exit = frame.Exits.Count == 0 ? null : JoinExits(frame);
        ImmutableArray<TrackedObject?>.Builder parameters = ImmutableArray.CreateBuilder<TrackedObject?>(method.Parameters.Length);
        foreach (IParameterSymbol parameter in method.Parameters) parameters.Add(Find(_body, parameter));
        return new(exit, _escapes.ToImmutable(), This, parameters.ToImmutable(), isKnown: true);
    }

    /// <summary>The states in which a body returns, as one. Different objects of one model that are returned become one that is each of them.</summary>
    private static FlowState JoinExits(Frame frame)
    {
        FlowState result = frame.Exits[0];
        foreach (FlowState next in frame.Exits.Skip(1))
        {
            if (result.Returned.Object is { Origin: not ObjectOrigin.Foreign } left
                && next.Returned.Object is { Origin: not ObjectOrigin.Foreign } right
                && left != right && left.Model == right.Model
                && result[left] is { } mine && next[right] is { } theirs)
            {
                FlowState aligned = next.Copy();
                aligned[left] = theirs;
                aligned.Returned = result.Returned;
                FlowState joined = FlowState.Join(result, aligned);
                joined[left] = ObjectState.Join(mine, theirs);
                result = joined;
            }
            else
            {
                result = FlowState.Join(result, next);
            }
        }

        return result;
    }

    /// <summary>A block to be run from one state.</summary>
    private sealed class Arrival(BasicBlock block, Continuation? continuation, FlowState state)
    {
        public BasicBlock Block { get; } = block;

        public Continuation? Continuation { get; } = continuation;

        public FlowState State { get; } = state;

        public bool IsOpen { get; set; }

        public bool IsJoined { get; init; }
    }

    /// <summary>Where to go on when a <c>finally</c> block ends.</summary>
    private sealed record Continuation(ControlFlowBranch Branch, int Next, Continuation? Outer);

    /// <summary>One of the objects that a place makes or brings, and the others of that place.</summary>
    private sealed class Place(TrackedObject tracked, object? detail, Place? next)
    {
        public TrackedObject Object { get; } = tracked;

        public object? Detail { get; } = detail;

        public Place? Next { get; } = next;
    }

    private sealed record LambdaBody(IFlowAnonymousFunctionOperation Lambda, ControlFlowGraph Graph);
}
