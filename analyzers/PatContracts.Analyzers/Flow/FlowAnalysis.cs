using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// Follows objects of bound models through one body: which members are given values, what those are, and where other code first sees the object.
/// <para>
/// How to use it: ask <see cref="Of"/> from an operation action whose operation makes one need to know; the same body is run once for all rules.
/// <see cref="FlowResult.Escapes"/> and <see cref="FlowResult.Writes"/> hold one entry a path: what holds "on every path" holds in all entries of
/// a place, what holds "on some path" in one. Each entry carries the whole <see cref="FlowState"/> of its point, so that a rule can ask for
/// the members of any other object there. Values say where they were written (<see cref="FlowValue.Origin"/>) and which member they were read
/// from (<see cref="FlowValue.ReadFrom"/>). What a test such as <c>if (token.Managed)</c> has shown is in the value of the member's slot.
/// </para>
/// <para>
/// How it works: it walks the control flow graph with a small set of states a block, and keeps paths apart as long as they differ in an object or a
/// variable; when they become too many they are joined, and what differs is "maybe" or unknown from there on. Methods of the same compilation
/// are summarised on demand, local functions are run where they are called. Whatever it does not understand makes it silent.
/// </para>
/// </summary>
internal sealed class FlowAnalysis
{
    /// <summary>How many calls deep methods are summarised.</summary>
    private const int MaxDepth = 6;

    private readonly ConcurrentDictionary<ISymbol, FlowResult> _results = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, FlowSummary> _summaries = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxNode, FlowResult> _initializers = new();
    private readonly CarriedReads _carried;
    private readonly ConcurrentDictionary<BoundModel, ObjectState> _initial = new();

    private int _followed;

    public FlowAnalysis(BoundModels models, SourceBodies bodies)
    {
        Models = models;
        Bodies = bodies;
        _carried = new(models, bodies);
    }

    public BoundModels Models { get; }

    public SourceBodies Bodies { get; }

    /// <summary>The result for the body that holds an operation, run when first asked for.</summary>
    /// <param name="operation">Any operation of the body.</param>
    /// <param name="owner">The symbol whose body it is: a method, a field, a property.</param>
    /// <param name="graph">Gives the body's control flow graph.</param>
    /// <param name="cancellationToken">Cancels the analysis.</param>
    public FlowResult Of(
        IOperation operation,
        ISymbol owner,
        Func<ControlFlowGraph> graph,
        CancellationToken cancellationToken)
    {
        IOperation root = RootOf(operation);
        switch (root)
        {
            case IBlockOperation or IMethodBodyBaseOperation when owner is IMethodSymbol:
                if (_results.TryGetValue(owner, out FlowResult? result)) return result;

                var calls = new CallStack(this, root.SemanticModel, cancellationToken);
                result = root.Syntax.ContainsDiagnostics ? FlowResult.Nothing : calls.Run(owner, graph());
                _results.TryAdd(owner, result);
                if (!calls.WasCut) _summaries.TryAdd(owner, result.Summary);
                return result;

            // A field, property or parameter: its symbol may have other initialisers, or a body.
            case ISymbolInitializerOperation:
                if (_initializers.TryGetValue(root.Syntax, out result)) return result;

                result = root.Syntax.ContainsDiagnostics ? FlowResult.Nothing : new CallStack(this, root.SemanticModel, cancellationToken).Run(owner, graph());
                _initializers.TryAdd(root.Syntax, result);
                return result;
            default:
                return FlowResult.Nothing;
        }
    }

    /// <summary>
    /// Whether the body that holds an operation can give an object what was read from another one. Where it cannot, a rule about copies has nothing
    /// to ask: no control flow is followed.
    /// </summary>
    public bool CarriesMembers(IOperation operation, CancellationToken cancellationToken) => _carried.AnyIn(RootOf(operation), cancellationToken);

    /// <summary>How many bodies of a compilation have been followed, for callers included. It is what the analyzers cost.</summary>
    public int BodiesFollowed => _followed;

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent) operation = parent;
        return operation;
    }

    /// <summary>The members of a new object before any constructor body or initializer has run.</summary>
    public ObjectState InitialState(BoundModel model) => _initial.GetOrAdd(model, static model => InitialMembers.Of(model));

    /// <summary>
    /// The methods being summarised on behalf of one another. A method that leads back to itself, or that lies too deep, is not known; what was
    /// summarised under that assumption is not kept, so that results do not depend on who asked first.
    /// </summary>
    internal sealed class CallStack
    {
        private readonly HashSet<ISymbol> _active = new(SymbolEqualityComparer.Default);
        private readonly SemanticModel? _caller;

        public CallStack(FlowAnalysis analysis, SemanticModel? caller, CancellationToken cancellationToken)
        {
            Analysis = analysis;
            _caller = caller;
            CancellationToken = cancellationToken;
        }

        public FlowAnalysis Analysis { get; }

        public CancellationToken CancellationToken { get; }

        /// <summary>Whether something was taken for unknown that is not, because it was being summarised already or lay too deep.</summary>
        public bool WasCut { get; private set; }

        public FlowResult Run(ISymbol owner, ControlFlowGraph graph)
        {
            _active.Add(owner);
            Interlocked.Increment(ref Analysis._followed);
            FlowResult result = new FlowRun(this, owner).Run(graph);
            _active.Remove(owner);
            return result;
        }

        /// <summary>The summary of a method of this compilation; unknown where it has no body that can be read.</summary>
        public FlowSummary Summarize(IMethodSymbol method)
        {
            method = (method.ReducedFrom ?? method).OriginalDefinition;
            method = method.PartialImplementationPart ?? method;
            if (Analysis._summaries.TryGetValue(method, out FlowSummary? known)) return known;

            if (_active.Contains(method) || _active.Count >= MaxDepth)
            {
                WasCut = true;
                return FlowSummary.Unknown;
            }

            if (Analysis.Bodies.GraphOf(method, _caller, CancellationToken) is not { } graph) return FlowSummary.Unknown;

            bool outerWasCut = WasCut;
            WasCut = false;
            FlowResult result = Run(method, graph);
            if (!WasCut)
            {
                Analysis._results.TryAdd(method, result);
                Analysis._summaries.TryAdd(method, result.Summary);
            }

            WasCut |= outerWasCut;
            return result.Summary;
        }
    }
}
