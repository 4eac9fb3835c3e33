using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// Runs one path through a body: at each condition whose outcome is open it follows a list of decisions, and takes the first choice after the end of the list.
/// Local functions, and methods that involve objects, are run in place.
/// </summary>
internal sealed class PathRunner : Interpreter
{
    private const int MaxDepth = 4;
    private const int MaxVisits = 3;

    private readonly PathSearch _search;
    private readonly FlowEngine _engine;
    private readonly List<PathDecision> _decisions;
    private readonly PathGoal? _goal;
    private readonly bool[]? _leading;
    private readonly Func<PathRunner, bool> _isFound;
    private readonly int _maxSteps;
    private readonly PathConditions _conditions = new();
    private readonly List<Escape> _escapes = [];
    private readonly List<MemberWrite> _writes = [];

    private Frame _frame;
    private int _decided;
    private bool _hasThrown;
    private bool _hasEnded;

    public PathRunner(
        PathSearch search,
        FlowEngine engine,
        FlowNames names,
        List<PathDecision> decisions,
        PathGoal? goal,
        bool[]? leading,
        Func<PathRunner, bool> isFound,
        int maxSteps)
    {
        _search = search;
        _engine = engine;
        Names = names;
        _decisions = decisions;
        _goal = goal;
        _leading = leading;
        _isFound = isFound;
        _maxSteps = maxSteps;
        _frame = new(engine.Flow, engine.Graph, engine.Function, engine.IsLocalFunction, null, null);
    }

    public override BodyFlow Flow => _frame.Flow;

    public override FlowNames Names { get; }

    public override ControlFlowGraph Graph => _frame.Graph;

    public override IMethodSymbol? Function => _frame.Function;

    public override TrackedObject? This => _frame.This;

    public override bool IsLocalFunction => _frame.IsLocalFunction;

    public int Steps { get; private set; }

    /// <summary>The method whose body is run in place of its call; null in the body itself and in its local functions.</summary>
    private string? CalledMethod => _frame.Caller is null || IsLocalFunction ? null : Function?.Name;

    /// <summary>Whether the path reaches the goal.</summary>
    public bool IsFound { get; private set; }

    /// <summary>Whether the path was abandoned before its end although it may be feasible.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Returns the last escape, if it is one of the object in question, with the fault or without it.</summary>
    public Escape? EscapeOf(PathGoal goal, bool hasFault)
    {
        Escape? last = _escapes.Count > 0 ? _escapes[_escapes.Count - 1] : null;
        return last is not null && goal.IsAbout(last) && goal.Fault.IsCertain(last.Members[goal.Member]) == hasFault ? last : null;
    }

    /// <summary>Whether the path has reached a write and assigned a value that may be the null or default.</summary>
    public bool HasAssigned(MemberWrite write) => _writes.Exists(made => made.Syntax == write.Syntax
        && made.Member == write.Member
        && (made.Value.CanBeNull || made.Value.Kind is FlowValueKind.Unknown or FlowValueKind.Default or FlowValueKind.MaybeDefault));

    public void Run()
    {
        State = new(Names);
        SyntaxNode body = Graph.OriginalOperation.Syntax;
        if (_engine.This is { } self)
        {
            _frame.This = Track(body, self.Model, ObjectOrigin.Foreign, detail: "this");
            State[This!] = MemberStates.Foreign(self.Model);
        }

        foreach (IParameterSymbol parameter in Function?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty)
        {
            if (parameter.RefKind == RefKind.Out) continue;

            State[parameter] = _engine.Interface.ParameterObject(parameter.Ordinal) is { } tracked
                ? FlowValue.Of(AddForeign(body, tracked.Model, parameter))
                : FlowValue.OfParameter(parameter.Ordinal);
        }

        BeginConstructor();
        RunGraph();
    }

    public override void Record(Escape escape)
    {
        _escapes.Add(escape);
        Look();
    }

    public override void Record(MemberWrite write)
    {
        _writes.Add(write);
        Look();
    }

    public override void OnAssigned(object variable, IOperation? source) => _conditions.AssignFrom(variable, source);

    public override void OnCaptured(CaptureId capture, IOperation value) => _conditions.Captures[capture] = _conditions.Of(value);

    public override void OnWritten(ISymbol member) => _conditions.Written(member);

    public override void OnCalled() => _conditions.Called();

    public override void OnAsserted(IOperation condition, bool outcome)
    {
        PathConditions.Term term = _conditions.Of(condition);
        if (condition.Type?.SpecialType != SpecialType.System_Boolean) term = PathConditions.IsNull(term);
        if (!_conditions.Assume(term, outcome)) Leave(isCut: _conditions.Known(term) is null);
    }

    public override FlowValue? RunInPlace(IInvocationOperation call, FlowValue receiver, List<Argument> arguments)
    {
        if (EnterableGraph(call) is not { } entered || receiver.IsAmbiguous) return null;

        bool isLocal = call.TargetMethod.MethodKind == MethodKind.LocalFunction;
        Frame caller = _frame;
        Dictionary<CaptureId, PathConditions.Term> terms = _conditions.Captures;
        FlowValue? returning = State.Returned;
        PathConditions.Term[] passed = [.. arguments.Select(argument => argument.Operation is null ? _conditions.Fresh() : _conditions.Of(argument.Operation))];
        object captures = State.SwapCaptures(null);
        _conditions.Captures = [];
        _frame = new(entered.Flow, entered.Graph, entered.Function, isLocal, isLocal ? caller.This : receiver.Object, caller)
        {
            IsHandled = caller.IsHandled || IsInTry(call),
        };
        State.Returned = null;
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Parameter is not { } parameter) continue;

            IParameterSymbol inside = entered.Function.Parameters[parameter.Ordinal];
            State[inside] = arguments[i].Value;
            _conditions.Assign(inside, passed[i]);
        }

        RunGraph();

        FlowValue result = State.Returned is { } returned ? AsReturned(returned, call.Syntax) : FlowValue.Unknown;
        PathConditions.Term? resultTerm = _frame.ReturnedTerm;
        FlowValue[] references = [.. arguments.Select(argument =>
            argument is { Target: not null, Parameter: { } parameter } ? AsReturned(State[entered.Function.Parameters[parameter.Ordinal]], call.Syntax) : FlowValue.Unknown)];
        _frame = caller;
        _conditions.Captures = terms;
        State.SwapCaptures(captures);
        State.Returned = returning;
        if (IsDead) return FlowValue.Unknown;

        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is { Target: { } target })
            {
                Visitor.Store(target, references[i], WriteKind.Assignment, arguments[i].Syntax, arguments[i].Syntax, call);
            }
        }

        if (resultTerm is not null) _conditions.Results[call] = resultTerm;
        return result.IsKnown ? result : Visitor.Foreign(call);
    }

    private void Look()
    {
        if (IsFound || _hasEnded) return;
        if (!_isFound(this)) return;

        IsFound = true;
        Leave(isCut: false);
    }

    /// <summary>Ends the path here.</summary>
    private void Leave(bool isCut)
    {
        IsCut |= isCut;
        _hasEnded = true;
        IsDead = true;
    }

    /// <summary>Runs the graph of the frame to its end. Afterwards, the run has returned or cannot continue.</summary>
    private void RunGraph()
    {
        Frame frame = _frame;
        BasicBlock block = frame.Graph.Blocks[0];
        Continuation? continuation = null;
        while (true)
        {
            if (++Steps > _maxSteps || ++frame.Visits[block.Ordinal] > MaxVisits)
            {
                Leave(isCut: true);
                return;
            }

            // These blocks do not lead to the goal, so nothing can be found there.
            if (frame.Caller is null && _leading is not null && !_leading[block.Ordinal])
            {
                Leave(isCut: false);
                return;
            }

            (BasicBlock? Block, Continuation? Continuation) next = Execute(block, continuation);
            if (IsDead || next.Block is null) return;

            (block, continuation) = (next.Block, next.Continuation);
        }
    }

    private (BasicBlock? Block, Continuation? Continuation) Execute(BasicBlock block, Continuation? continuation)
    {
        foreach (IOperation operation in block.Operations)
        {
            if (Throws(block, operation, continuation) is { } handler) return handler;

            Visitor.Visit(operation);
            if (_hasThrown && !_hasEnded) return Handle(block, continuation);
            if (IsDead) return default;
        }

        if (block.Kind == BasicBlockKind.Exit)
        {
            End();
            return default;
        }

        ControlFlowBranch? branch = block.FallThroughSuccessor;
        if (block.BranchValue is { } value)
        {
            if (branch?.Semantics is not (ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow)
                && Throws(block, value, continuation) is { } handler)
            {
                return handler;
            }

            FlowValue result = Visitor.Visit(value);
            if (_hasThrown && !_hasEnded) return Handle(block, continuation);
            if (IsDead) return default;

            if (block.ConditionKind != ControlFlowConditionKind.None)
            {
                if (Decide(block, value, result) is not { } outcome) return default;

                branch = outcome == (block.ConditionKind == ControlFlowConditionKind.WhenTrue) ? block.ConditionalSuccessor : branch;
            }
            else if (branch?.Semantics == ControlFlowBranchSemantics.Return)
            {
                Return(result, value);
            }
        }

        return IsDead ? default : Follow(block, branch, continuation);
    }

    /// <summary>Decides a condition; null if the path ends there.</summary>
    private bool? Decide(BasicBlock block, IOperation condition, FlowValue result)
    {
        if (result.Constant is bool constant)
        {
            Facts.Record(condition, constant);
            return constant;
        }

        // The compiler-generated null test of a disposed resource.
        if (condition is IIsNullOperation { IsImplicit: true } && block.EnclosingRegion.Kind == ControlFlowRegionKind.Finally) return false;

        PathConditions.Term term = _conditions.Of(condition);
        if (_conditions.Known(term) is { } known)
        {
            Facts.Record(condition, known);
            return known;
        }

        // If only one branch leads to the goal, there is no choice.
        bool jumpsWhen = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        (bool whenTrue, bool whenFalse) = (Leads(block, jumpsWhen), Leads(block, !jumpsWhen));
        if (!whenTrue && !whenFalse)
        {
            Leave(isCut: false);
            return null;
        }

        bool outcome = whenTrue && (!whenFalse || Choose(2) == 0);
        NamedValueLoop? loop = _search.NamedValueLoopOf(condition, Flow);
        bool isFree = !PathConditions.IsUndecidable(condition, term) && (loop is null || (_goal is not null && !loop.MayAssign(_goal, State)));
        if (!isFree || !_conditions.Assume(term, outcome, _conditions.EnumeratorOf(condition)))
        {
            Leave(isCut: true);
            return null;
        }

        foreach (ISymbol variable in loop?.AssignedVariables ?? [])
        {
            State[variable] = FlowValue.Unknown;
            _conditions.Assign(variable, _conditions.Undecidable());
        }

        State.BranchTaken = new(condition.Syntax, outcome, State.BranchTaken) { IsNullTest = condition is IIsNullOperation, Method = CalledMethod };
        Facts.Record(condition, outcome);
        return outcome;
    }

    private bool Leads(BasicBlock block, bool jumps)
    {
        if (_leading is null || _frame.Caller is not null) return true;

        ControlFlowBranch? branch = jumps ? block.ConditionalSuccessor : block.FallThroughSuccessor;
        if (branch?.Destination is not { } destination) return branch?.Semantics is ControlFlowBranchSemantics.StructuredExceptionHandling;

        BasicBlock next = branch.FinallyRegions.IsEmpty ? destination : Graph.Blocks[branch.FinallyRegions[0].FirstBlockOrdinal];
        return _leading[next.Ordinal];
    }

    private int Choose(int count)
    {
        if (_decided == _decisions.Count) _decisions.Add(new(count));
        return _decisions[_decided++].Chosen;
    }

    private void Return(FlowValue result, IOperation value)
    {
        State.Returned = result;
        _frame.ReturnedTerm = _conditions.Of(value);
        if (_frame.Caller is not null)
        {
            // A method with other callers has reported its returned object itself.
            if (!IsLocalFunction && !IsLeftToCallers()) MarkEscaped(result);
            return;
        }

        if (IsLocalFunction || (IsLeftToCallers() && result.Objects.Any(static tracked => tracked.Origin != ObjectOrigin.Foreign))) return;

        Recorder.Escape(result, EscapeKind.Returned, value.Syntax, null);
    }

    private void End()
    {
        if (_frame.Caller is not null) return;

        foreach (IParameterSymbol parameter in Function?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty)
        {
            if (parameter.RefKind is RefKind.Out or RefKind.Ref && !IsLocalFunction && !IsLeftToCallers())
            {
                Recorder.Escape(State[parameter], EscapeKind.Stored, parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() ?? Graph.OriginalOperation.Syntax, parameter.Name);
            }
        }

        Recorder.RecordAllStored(IsLocalFunction || IsLeftToCallers() ? State.Returned : null);
    }

    private bool IsLeftToCallers() => Function is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private } function
        && Flow.Analysis.IsCalledInItsType(function, Flow.CancellationToken);

    private void MarkEscaped(FlowValue value)
    {
        foreach (TrackedObject tracked in value.Objects)
        {
            if (IsCreatedHere(tracked) && State[tracked] is { } members) State[tracked] = members.Escaped(tracked.Model, mayBeChanged: false);
        }
    }

    /// <summary>For its caller, an object created in a method is the object returned by the call.</summary>
    private FlowValue AsReturned(FlowValue value, SyntaxNode call)
    {
        if (IsLocalFunction || value.Objects.IsEmpty || !value.Objects.Any(IsCreatedHere)) return value;

        FlowValue result = FlowValue.Unknown;
        foreach (TrackedObject tracked in value.Objects)
        {
            if (!IsCreatedHere(tracked) || State[tracked] is not { } members)
            {
                result = FlowValue.Join(result, FlowValue.Of(tracked));
                continue;
            }

            TrackedObject outside = Track(call, tracked.Model, members.MayHaveEscaped ? ObjectOrigin.Foreign : ObjectOrigin.Factory, detail: tracked);
            UntrackEarlier(outside);
            State[outside] = members;
            result = FlowValue.Join(result, FlowValue.Of(outside));
        }

        return result;
    }

    private bool IsCreatedHere(TrackedObject tracked) =>
        tracked.Origin != ObjectOrigin.Foreign
        && tracked.Syntax.SyntaxTree == Graph.OriginalOperation.Syntax.SyntaxTree
        && Graph.OriginalOperation.Syntax.Span.Contains(tracked.Syntax.Span);

    private (BasicBlock? Block, Continuation? Continuation) Follow(BasicBlock block, ControlFlowBranch? branch, Continuation? continuation)
    {
        switch (branch?.Semantics)
        {
            case ControlFlowBranchSemantics.Regular or ControlFlowBranchSemantics.Return when branch.Destination is { } destination:
                return branch.FinallyRegions.IsEmpty ? (destination, continuation) : Resume(new(destination, branch.FinallyRegions, 0, continuation));
            case ControlFlowBranchSemantics.StructuredExceptionHandling when continuation is not null:
                return Resume(continuation);
            case ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow:
                return Handle(block, continuation);
            default:
                IsDead = true;
                return default;
        }
    }

    private (BasicBlock Block, Continuation? Continuation) Resume(Continuation continuation) => continuation.Next < continuation.Finallies.Length
        ? (Graph.Blocks[continuation.Finallies[continuation.Next].FirstBlockOrdinal], continuation with { Next = continuation.Next + 1 })
        : (continuation.Destination, continuation.Outer);

    /// <summary>Whether an operation throws, which is open if the exception is handled and the body of the operation is unknown.</summary>
    private (BasicBlock? Block, Continuation? Continuation)? Throws(BasicBlock block, IOperation operation, Continuation? continuation)
    {
        if (!IsHandled(block)
            || !Flow.FactsOf(Graph).MayThrow(operation)
            || operation.DescendantsAndSelf().OfType<IInvocationOperation>().Any(call => EnterableGraph(call) is not null))
        {
            return null;
        }

        if (_leading is not null && _frame.Caller is null && !Flow.FactsOf(Graph).TargetsOf(block).Any(target => _leading[target.Handler.Ordinal])) return null;

        return Choose(2) == 0 ? null : Handle(block, continuation);
    }

    private bool IsHandled(BasicBlock block) => _frame.IsHandled || !Flow.FactsOf(Graph).TargetsOf(block).IsEmpty;

    /// <summary>Continues with a handler of an exception; without a handler, the exception leaves the body.</summary>
    private (BasicBlock? Block, Continuation? Continuation) Handle(BasicBlock block, Continuation? continuation)
    {
        ImmutableArray<GraphFacts.ExceptionTarget> targets = Flow.FactsOf(Graph).TargetsOf(block);
        if (targets.IsEmpty)
        {
            _hasThrown = true;
            IsDead = true;
            return default;
        }

        _hasThrown = false;
        IsDead = false;
        GraphFacts.ExceptionTarget target = targets[Choose(targets.Length)];
        SyntaxNode? syntax = target.Handler.Operations.FirstOrDefault()?.Syntax ?? block.Operations.FirstOrDefault()?.Syntax ?? block.BranchValue?.Syntax;
        if (syntax?.FirstAncestorOrSelf<TryStatementSyntax>() is { } tried) State.BranchTaken = new(tried, null, State.BranchTaken) { Method = CalledMethod };
        return Resume(new(target.Handler, target.Finallies, 0, continuation));
    }

    /// <summary>The body of a called method, if it is to be run in place: a local function, or a method that takes or returns objects.</summary>
    private (BodyFlow Flow, ControlFlowGraph Graph, IMethodSymbol Function)? EnterableGraph(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod.OriginalDefinition;
        int depth = 0;
        for (Frame? frame = _frame; frame is not null; frame = frame.Caller, depth++)
        {
            if (SymbolEqualityComparer.Default.Equals(frame.Function, method)) return null;
        }

        if (depth >= MaxDepth) return null;
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            if (!BodyFlow.IsInScope(method, Graph)) return null;

            ControlFlowGraph graph = Flow.GraphOf(method, Graph);
            return SourceBodies.IsIterator(graph.OriginalOperation.Syntax) ? null : (Flow, graph, method);
        }

        if (method.MethodKind != MethodKind.Ordinary || !CallEffects.CanBeRead(call) || !ConcernsObjects(call)) return null;

        method = method.PartialImplementationPart ?? method;
        return _search.BodyOf(method) is { } body ? (body, body.Graph, method) : null;
    }

    private bool ConcernsObjects(IInvocationOperation call)
    {
        if (Models.IsReturnedBy(call.TargetMethod) || Models.TryGet(call.Instance?.Type, out _)) return true;

        foreach (IArgumentOperation argument in call.Arguments)
        {
            IOperation value = argument.Value;
            while (value is IConversionOperation conversion) value = conversion.Operand;
            if (value.Type is { IsTupleType: true } || Models.TryGet(value.Type, out _)) return true;
        }

        // A small method inside `try` may be the one that throws there.
        return IsInTry(call) && _search.BodyOf(call.TargetMethod.OriginalDefinition) is { Graph.Blocks.Length: <= 8 };
    }

    private static bool IsInTry(IOperation operation) => operation.Syntax.FirstAncestorOrSelf<TryStatementSyntax>() is not null;

    /// <summary>A graph being run, and the frame that called it.</summary>
    private sealed class Frame(BodyFlow flow, ControlFlowGraph graph, IMethodSymbol? function, bool isLocalFunction, TrackedObject? self, Frame? caller)
    {
        public BodyFlow Flow { get; } = flow;

        public ControlFlowGraph Graph { get; } = graph;

        public IMethodSymbol? Function { get; } = function;

        public bool IsLocalFunction { get; } = isLocalFunction;

        public TrackedObject? This { get; set; } = self;

        public Frame? Caller { get; } = caller;

        /// <summary>Whether a caller handles an exception that leaves the graph.</summary>
        public bool IsHandled { get; init; }

        public int[] Visits { get; } = new int[graph.Blocks.Length];

        public PathConditions.Term? ReturnedTerm { get; set; }
    }
}
