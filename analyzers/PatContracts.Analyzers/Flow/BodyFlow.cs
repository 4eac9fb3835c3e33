using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// One body with its lambdas and local functions: their graphs, the summaries of their callees, and the identities of variables and objects. It is reused when
/// a body is run again, so that the results of two runs can be compared.
/// </summary>
internal sealed class BodyFlow
{
    /// <summary>Maximum number of times the local functions of a body are summarized on behalf of one another before the analysis gives up.</summary>
    private const int MaxRounds = 12;

    private readonly Dictionary<IMethodSymbol, ControlFlowGraph> _functions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, (IMethodSymbol Symbol, ControlFlowGraph Graph)> _lambdas = [];
    private readonly Dictionary<ControlFlowGraph, CapturedUses> _uses = [];
    private readonly Dictionary<ControlFlowGraph, GraphFacts> _facts = [];
    private readonly Dictionary<IMethodSymbol, LocalSummary> _summaries = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<object, List<string>> _elements = [];
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

    /// <summary>The method, field or property that contains the body.</summary>
    public ISymbol Owner { get; }

    /// <summary>The key under which the body is summarized; null for an initial value.</summary>
    public SummaryKey? Key { get; }

    public ControlFlowGraph Graph { get; }

    public FlowNames Names { get; }

    /// <summary>A token to cancel the run. A search over paths happens later and is not canceled.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>The local functions that are called by name. Their callers report the objects they create.</summary>
    public HashSet<ISymbol> CalledLocally { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The lambdas encountered by a run.</summary>
    public IReadOnlyCollection<(IMethodSymbol Symbol, ControlFlowGraph Graph)> Lambdas => _lambdas.Values;

    /// <summary>Number of operations visited.</summary>
    public long Operations { get; private set; }

    public void CountOperation() => Operations++;

    public SemanticModel? SemanticModelOf(SyntaxTree tree) => _model?.SyntaxTree == tree ? _model : Analysis.Bodies.ModelOf(tree);

    /// <summary>Returns the summary of a method, or null if there is none.</summary>
    public FlowSummary? SummaryOf(SummaryKey key) => _summaryOf(key);

    /// <summary>Removes results obtained with summaries that have changed since.</summary>
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

    /// <summary>Whether a graph around a call contains a local function. In incomplete code there may be none.</summary>
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

    /// <summary>Whether a local function may assign a variable of the surrounding code.</summary>
    public bool IsWrittenIn(ISymbol variable, IMethodSymbol function, ControlFlowGraph outer) => !IsInScope(function, outer) || UsesOf(GraphOf(function, outer)).Written.Contains(variable);

    /// <summary>Returns the elements (<c>array[i]</c>) whose identity depends on a variable.</summary>
    public IEnumerable<string> ElementsDependingOn(object variable) => _elements.TryGetValue(variable, out List<string>? elements) ? elements : [];

    public void AddElement(string element, List<ISymbol> parts)
    {
        foreach (ISymbol part in parts)
        {
            if (!_elements.TryGetValue(part, out List<string>? elements)) _elements.Add(part, elements = []);
            if (!elements.Contains(element)) elements.Add(element);
        }
    }

    /// <summary>Returns the effects of a local function, or null if they are unknown: it is an iterator, or its recursion does not end.</summary>
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
            var summary = new FlowSummary(face, exit, engine.Escapes.ToImmutableArray(), isKnown: !engine.IsAbandoned);
            bool isStable = !known.IsUsed || summary.IsSame(known.Summary);
            known.IsActive = false;
            known.Summary = summary;
            if (isStable) return summary;
        }

        known.Summary = FlowSummary.Unknown;
        return null;
    }

    /// <summary>Returns the objects that exist when a body begins.</summary>
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

    /// <summary>Returns the state at the beginning of a body.</summary>
    public FlowState EntryOf(FlowInterface face, IMethodSymbol? function)
    {
        var state = new FlowState(Names);
        foreach (TrackedObject tracked in face.Objects) state[tracked] = MemberStates.Foreign(tracked.Model);
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
