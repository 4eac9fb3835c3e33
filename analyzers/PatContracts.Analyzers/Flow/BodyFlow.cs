using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// One body with the lambdas and local functions inside it: their graphs, the summaries of what they call, and the names by which a run knows its
/// variables and objects. It stays the same while a body is run again, so that the results of two runs can be compared.
/// </summary>
internal sealed class BodyFlow
{
    /// <summary>How often the local functions of a body are summarised on behalf of one another before they are given up.</summary>
    private const int MaxRounds = 12;

    private readonly Dictionary<IMethodSymbol, ControlFlowGraph> _functions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, (IMethodSymbol Symbol, ControlFlowGraph Graph)> _lambdas = [];
    private readonly Dictionary<ControlFlowGraph, CapturedUses> _uses = [];
    private readonly Dictionary<ControlFlowGraph, GraphFacts> _facts = [];
    private readonly Dictionary<IMethodSymbol, LocalSummary> _summaries = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<object, List<string>> _places = [];
    private readonly SemanticModel? _model;
    private readonly Func<SummaryKey, FlowSummary?> _summaryOf;

    public BodyFlow(
        FlowAnalysis analysis,
        ISymbol owner,
        SummaryKey? key,
        ControlFlowGraph graph,
        Func<SummaryKey, FlowSummary?> summaryOf,
        CancellationToken cancellationToken)
    {
        Analysis = analysis;
        Owner = owner;
        Key = key;
        Graph = graph;
        Names = new();
        CancellationToken = cancellationToken;
        _summaryOf = summaryOf;
        _model = graph.OriginalOperation.SemanticModel;
    }

    public FlowAnalysis Analysis { get; }

    public BoundModels Models => Analysis.Models;

    /// <summary>The method, field or property whose body it is.</summary>
    public ISymbol Owner { get; }

    /// <summary>What the body is summarised as; null for an initial value.</summary>
    public SummaryKey? Key { get; }

    public ControlFlowGraph Graph { get; }

    public FlowNames Names { get; }

    /// <summary>Cancels the run. A search over paths comes later, and is not cancelled.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>The local functions that are called by name. What they create is left to their callers.</summary>
    public HashSet<ISymbol> CalledLocally { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The lambdas that a run has met.</summary>
    public IReadOnlyCollection<(IMethodSymbol Symbol, ControlFlowGraph Graph)> Lambdas => _lambdas.Values;

    /// <summary>How many operations have been visited.</summary>
    public long Operations { get; private set; }

    public void CountOperation() => Operations++;

    public SemanticModel? SemanticModelOf(SyntaxTree tree) => _model?.SyntaxTree == tree ? _model : Analysis.Bodies.ModelOf(tree);

    /// <summary>The summary of a method, or null where there is none.</summary>
    public FlowSummary? SummaryOf(SummaryKey key) => _summaryOf(key);

    /// <summary>Forgets what was found with summaries that have changed since.</summary>
    public void BeginRun() => _summaries.Clear();

    public GraphFacts FactsOf(ControlFlowGraph graph)
    {
        if (!_facts.TryGetValue(graph, out GraphFacts? facts)) _facts.Add(graph, facts = new(graph, Models));
        return facts;
    }

    public ControlFlowGraph GraphOf(IFlowAnonymousFunctionOperation lambda, ControlFlowGraph outer)
    {
        if (!_lambdas.TryGetValue(lambda.Syntax, out (IMethodSymbol Symbol, ControlFlowGraph Graph) known))
        {
            _lambdas.Add(lambda.Syntax, known = (lambda.Symbol, outer.GetAnonymousFunctionControlFlowGraphInScope(lambda, CancellationToken)));
        }

        return known.Graph;
    }

    public ControlFlowGraph GraphOf(IMethodSymbol function, ControlFlowGraph outer)
    {
        function = function.OriginalDefinition;
        if (!_functions.TryGetValue(function, out ControlFlowGraph? graph))
        {
            _functions.Add(function, graph = outer.GetLocalFunctionControlFlowGraphInScope(function, CancellationToken));
        }

        return graph;
    }

    /// <summary>Whether a graph around a call holds a local function. In code that is being typed there may be none.</summary>
    public static bool IsInScope(IMethodSymbol function, ControlFlowGraph outer)
    {
        for (ControlFlowGraph? graph = outer; graph is not null; graph = graph.Parent)
        {
            if (graph.LocalFunctions.Contains(function.OriginalDefinition, SymbolEqualityComparer.Default)) return true;
        }

        return false;
    }

    public CapturedUses UsesOf(ControlFlowGraph graph)
    {
        if (!_uses.TryGetValue(graph, out CapturedUses? uses)) _uses.Add(graph, uses = CapturedUses.Of(graph, CancellationToken));
        return uses;
    }

    /// <summary>Whether a local function may assign a variable of the code around it.</summary>
    public bool IsWrittenIn(ISymbol variable, IMethodSymbol function, ControlFlowGraph outer) => !IsInScope(function, outer) || UsesOf(GraphOf(function, outer)).Written.Contains(variable);

    /// <summary>The locations (<c>array[i]</c>) that a variable is part of.</summary>
    public IEnumerable<string> PlacesOn(object variable) => _places.TryGetValue(variable, out List<string>? places) ? places : [];

    public void AddPlace(string place, List<ISymbol> parts)
    {
        foreach (ISymbol part in parts)
        {
            if (!_places.TryGetValue(part, out List<string>? places)) _places.Add(part, places = []);
            if (!places.Contains(place)) places.Add(place);
        }
    }

    /// <summary>What a local function does, or null where it cannot be told: it is an iterator, or leads back to itself without an end.</summary>
    public FlowSummary? LocalSummaryOf(IMethodSymbol function, ControlFlowGraph outer)
    {
        function = function.OriginalDefinition;
        CalledLocally.Add(function);
        if (_summaries.TryGetValue(function, out LocalSummary? known))
        {
            known.IsUsed |= known.IsActive;
            return known.Summary;
        }

        if (!IsInScope(function, outer)) return null;

        RuntimeHelpers.EnsureSufficientExecutionStack();
        ControlFlowGraph graph = GraphOf(function, outer);
        if (SourceBodies.IsIterator(graph.OriginalOperation.Syntax)) return null;

        FlowInterface face = InterfaceOf(function, graph);
        _summaries.Add(function, known = new(FlowSummary.NeverReturns(face)));
        for (int round = 0; round < MaxRounds; round++)
        {
            known.IsActive = true;
            known.IsUsed = false;
            var engine = new FlowEngine(this, graph, function, face, isLocalFunction: true);
            FlowState? exit = engine.Run();
            var summary = new FlowSummary(face, exit, engine.Escapes.ToImmutableArray(), isKnown: !engine.IsGivenUp);
            bool isStable = !known.IsUsed || summary.IsSame(known.Summary);
            known.IsActive = false;
            known.Summary = summary;
            if (isStable) return summary;
        }

        known.Summary = FlowSummary.Unknown;
        return null;
    }

    /// <summary>The objects that a body begins with.</summary>
    public FlowInterface InterfaceOf(IMethodSymbol? function, ControlFlowGraph graph)
    {
        bool isOwn = SymbolEqualityComparer.Default.Equals(function, Owner);
        SyntaxNode body = graph.OriginalOperation.Syntax;
        TrackedObject? self = null;
        if (!Owner.IsStatic && (isOwn && Key is not null ? Key.Models[0] : Models.TryGet(Owner.ContainingType, out BoundModel? own) ? own : null) is { } model)
        {
            self = Names.Track(body, model, ObjectOrigin.Foreign, detail: "this");
        }

        if (function is null) return FlowInterface.None with { This = self };

        ImmutableArray<TrackedObject?> parameters = function.Parameters
            .Select(parameter => ModelOf(parameter, isOwn) is { } bound ? Names.Track(body, bound, ObjectOrigin.Foreign, detail: parameter) : null)
            .ToImmutableArray();
        ImmutableArray<(ISymbol Variable, TrackedObject? Object)> captured = function.MethodKind != MethodKind.LocalFunction
            ? ImmutableArray<(ISymbol Variable, TrackedObject? Object)>.Empty
            : UsesOf(graph).Named
                .Where(variable => !SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, function))
                .Select(variable => (variable, Models.TryGet(TypeOf(variable), out BoundModel? bound) ? Names.Track(body, bound, ObjectOrigin.Foreign, detail: variable) : null))
                .ToImmutableArray();
        ImmutableArray<IParameterSymbol> references = function.Parameters.Where(static parameter => parameter.RefKind is RefKind.Out or RefKind.Ref).ToImmutableArray();
        return new(self, parameters, captured, references);
    }

    /// <summary>The state in which a body begins.</summary>
    public FlowState EntryOf(FlowInterface face, IMethodSymbol? function)
    {
        var state = new FlowState(Names);
        foreach (TrackedObject tracked in face.Objects) state[tracked] = ObjectState.Foreign(tracked.Model);
        if (function is null) return state;

        foreach (IParameterSymbol parameter in function.Parameters)
        {
            if (parameter.RefKind == RefKind.Out) continue;

            state[parameter] = face.ParameterObject(parameter.Ordinal) is { } tracked ? FlowValue.Of(tracked) : FlowValue.OfParameter(parameter.Ordinal);
        }

        foreach ((ISymbol variable, TrackedObject? tracked) in face.Captured)
        {
            if (tracked is not null) state[variable] = FlowValue.Of(tracked);
        }

        return state;
    }

    private BoundModel? ModelOf(IParameterSymbol parameter, bool isOwn) => isOwn && Key is not null
        ? Key.Models[parameter.Ordinal + 1]
        : Models.TryGet(parameter.Type, out BoundModel? model) ? model : null;

    private static ITypeSymbol? TypeOf(ISymbol variable) => variable switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };

    private sealed class LocalSummary(FlowSummary summary)
    {
        public FlowSummary Summary { get; set; } = summary;

        public bool IsActive { get; set; }

        public bool IsUsed { get; set; }
    }
}

/// <summary>What a summary is of: a method, for objects of certain models. They are those of its parameters' types, or of the arguments where those say less.</summary>
/// <param name="Method">The method.</param>
/// <param name="Models">The model of the object that it is called on, and those of its parameters.</param>
internal sealed record SummaryKey(IMethodSymbol Method, ImmutableArray<BoundModel?> Models)
{
    /// <summary>The summary of a method for the models of its parameters' types.</summary>
    public static SummaryKey Of(IMethodSymbol method, BoundModels models)
    {
        ImmutableArray<BoundModel?>.Builder bound = ImmutableArray.CreateBuilder<BoundModel?>(method.Parameters.Length + 1);
        bound.Add(!method.IsStatic && models.TryGet(method.ContainingType, out BoundModel? own) ? own : null);
        foreach (IParameterSymbol parameter in method.Parameters) bound.Add(models.TryGet(parameter.Type, out BoundModel? model) ? model : null);
        return new(method, bound.MoveToImmutable());
    }

    public bool Equals(SummaryKey? other) => other is not null
        && SymbolEqualityComparer.Default.Equals(Method, other.Method)
        && Models.SequenceEqual(other.Models);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Method);
}

/// <summary>What is known of a graph before it is run.</summary>
internal sealed class GraphFacts
{
    private readonly ControlFlowGraph _graph;
    private readonly BoundModels _models;
    private readonly ImmutableArray<ExceptionTarget>?[] _targets;
    private readonly Dictionary<IOperation, bool> _mayThrow = [];

    public GraphFacts(ControlFlowGraph graph, BoundModels models)
    {
        _graph = graph;
        _models = models;
        _targets = new ImmutableArray<ExceptionTarget>?[graph.Blocks.Length];
        foreach (BasicBlock block in graph.Blocks)
        {
            foreach (IOperation operation in block.Operations) IsInvalid |= HasErrors(operation);
            if (block.BranchValue is { } value) IsInvalid |= HasErrors(value);
        }
    }

    /// <summary>Whether some part does not compile. Nothing is reported of such a body.</summary>
    public bool IsInvalid { get; }

    /// <summary>
    /// Where an exception thrown in a block is handled, innermost first, with the <c>finally</c> blocks on the way. The root region of a lambda or local
    /// function lies in a region of the enclosing graph: its exceptions are not caught there, and the block ordinals there are those of another graph.
    /// </summary>
    public ImmutableArray<ExceptionTarget> TargetsOf(BasicBlock block)
    {
        if (_targets[block.Ordinal] is { } known) return known;

        ImmutableArray<ExceptionTarget>.Builder targets = ImmutableArray.CreateBuilder<ExceptionTarget>();
        ImmutableArray<ControlFlowRegion> finallies = ImmutableArray<ControlFlowRegion>.Empty;
        for (ControlFlowRegion region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root, EnclosingRegion: { } outer }; region = outer)
        {
            if (region.Kind != ControlFlowRegionKind.Try) continue;

            if (outer.Kind == ControlFlowRegionKind.TryAndFinally) finallies = finallies.Add(outer.NestedRegions[1]);
            if (outer.Kind != ControlFlowRegionKind.TryAndCatch) continue;

            foreach (ControlFlowRegion handler in outer.NestedRegions)
            {
                if (handler.Kind != ControlFlowRegionKind.Try) targets.Add(new(_graph.Blocks[handler.FirstBlockOrdinal], finallies));
            }
        }

        _targets[block.Ordinal] = targets.ToImmutable();
        return targets.ToImmutable();
    }

    /// <summary>Whether an exception is to be reckoned with. That a model's constructor throws is not.</summary>
    public bool MayThrow(IOperation operation)
    {
        if (!_mayThrow.TryGetValue(operation, out bool known)) _mayThrow.Add(operation, known = FindThrowing(operation));
        return known;
    }

    private bool FindThrowing(IOperation operation)
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

    private static bool HasErrors(IOperation operation)
    {
        foreach (IOperation part in operation.DescendantsAndSelf())
        {
            if (part.Kind == OperationKind.Invalid || part is IConversionOperation { OperatorMethod: null, Conversion.Exists: false }) return true;
        }

        return false;
    }

    /// <summary>A handler that an exception may reach.</summary>
    /// <param name="Handler">The first block of the handler, or of its filter.</param>
    /// <param name="Finallies">The <c>finally</c> blocks that run before.</param>
    internal sealed record ExceptionTarget(BasicBlock Handler, ImmutableArray<ControlFlowRegion> Finallies);
}

/// <summary>Where to continue when a <c>finally</c> block ends.</summary>
/// <param name="Destination">The block.</param>
/// <param name="Finallies">The <c>finally</c> blocks before it, innermost first.</param>
/// <param name="Next">The one of them that runs next.</param>
/// <param name="Outer">Where to continue after the destination, which lies in a <c>finally</c> block itself.</param>
internal sealed record Continuation(BasicBlock Destination, ImmutableArray<ControlFlowRegion> Finallies, int Next, Continuation? Outer)
{
    public bool Equals(Continuation? other) => ReferenceEquals(this, other)
        || (other is not null
            && Destination == other.Destination
            && Next == other.Next
            && Finallies.SequenceEqual(other.Finallies)
            && Equals(Outer, other.Outer));

    public override int GetHashCode() => (Destination.Ordinal * 31) + Next;
}
