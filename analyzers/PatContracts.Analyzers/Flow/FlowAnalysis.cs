using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// Follows objects of bound models through one body: which members are assigned, their values, and where other code first sees the object.
/// <para>
/// Usage: call <see cref="Of"/> in an operation action when the operation requires it; each body is run once for all rules. <see cref="FlowResult.Escapes"/>
/// and <see cref="FlowResult.Writes"/> contain one entry per point, with the facts that hold on every path to it. Each entry has the complete
/// <see cref="FlowState"/> of its point, so that a rule can read the members of any other object there. Values have their origin
/// (<see cref="FlowValue.Origin"/>) and the member they were read from (<see cref="FlowValue.ReadFrom"/>). Facts shown by a test such as
/// <c>if (token.Managed)</c> are in the value of the member's slot. If the paths to a point differ, a rule can use <see cref="FlowResult.Search"/> to prove
/// that one of them is feasible.
/// </para>
/// <para>
/// Implementation: <see cref="FlowEngine"/> computes one state per block of the control flow graph, with bit vectors for the members of an object, in time
/// linear in the size of the body. Methods of the same compilation are summarized on demand (<see cref="SummarySolver"/>). Objects that cannot be followed
/// are not reported.
/// </para>
/// </summary>
internal sealed class FlowAnalysis
{
    private readonly ConcurrentDictionary<ISymbol, FlowResult> _results = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SummaryKey, FlowSummary> _summaries = new();
    private readonly ConcurrentDictionary<SyntaxNode, FlowResult> _initializers = new();
    private readonly ConcurrentDictionary<(BoundModel Model, ITypeSymbol? Type, bool TrustsCompiler), MemberStates> _initial = new();
    private readonly ConcurrentDictionary<IMethodSymbol, MethodTraits> _traits = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, HashSet<string>> _namesCalled = new(SymbolEqualityComparer.Default);
    private readonly EffectsOfCalls _effects;

    private int _followed;
    private long _operations;

    public FlowAnalysis(BoundModels models, SourceBodies bodies)
    {
        Models = models;
        Bodies = bodies;
        _effects = new(models, bodies);
    }

    public BoundModels Models { get; }

    public SourceBodies Bodies { get; }

    /// <summary>Returns the result for the body that contains an operation, which is run on first use.</summary>
    /// <param name="operation">Any operation of the body.</param>
    /// <param name="owner">The symbol that contains the body: a method, a field, a property.</param>
    /// <param name="graph">Returns the body's control flow graph.</param>
    /// <param name="cancellationToken">A token to cancel the analysis.</param>
    public FlowResult Of(
        IOperation operation,
        ISymbol owner,
        Func<ControlFlowGraph> graph,
        CancellationToken cancellationToken)
    {
        IOperation root = RootOf(operation);
        switch (root)
        {
            case IBlockOperation or IMethodBodyBaseOperation when owner is IMethodSymbol method:
                if (_results.TryGetValue(owner, out FlowResult? result)) return result;

                result = root.Syntax.ContainsDiagnostics
                    ? FlowResult.Nothing
                    : new SummarySolver(this, root.SemanticModel, cancellationToken).Solve(method, graph);
                return _results.GetOrAdd(owner, result);

            // A field, property or parameter: its symbol may have other initializers, or a body.
            case ISymbolInitializerOperation:
                if (_initializers.TryGetValue(root.Syntax, out result)) return result;

                result = root.Syntax.ContainsDiagnostics
                    ? FlowResult.Nothing
                    : new SummarySolver(this, root.SemanticModel, cancellationToken).SolveInitializer(owner, graph());
                return _initializers.GetOrAdd(root.Syntax, result);
            default:
                return FlowResult.Nothing;
        }
    }

    /// <summary>
    /// Returns the effects of the body that contains an operation, including the methods it calls, as far as they are known without its control flow. For
    /// effects excluded here, a rule does not need <see cref="Of"/>.
    /// </summary>
    public BodyEffects EffectsOf(IOperation operation, CancellationToken cancellationToken) => _effects.Of(RootOf(operation), cancellationToken);

    /// <summary>Returns the effects of a method, including the methods it calls; none for a method without a body that runs when it is called.</summary>
    /// <param name="method">The method.</param>
    /// <param name="caller">The semantic model of a body that calls it.</param>
    /// <param name="cancellationToken">A token to cancel the analysis.</param>
    public BodyEffects EffectsOf(IMethodSymbol method, SemanticModel? caller, CancellationToken cancellationToken) =>
        _effects.Of(method, caller, cancellationToken);

    /// <summary>Number of bodies analyzed in a compilation, including those analyzed for their callers.</summary>
    public int BodiesFollowed => _followed;

    /// <summary>Number of operations visited, including repeated visits: a measure of the cost of the analysis.</summary>
    public long OperationsVisited => Interlocked.Read(ref _operations);

    public void CountBody() => Interlocked.Increment(ref _followed);

    public void CountOperations(long count) => Interlocked.Add(ref _operations, count);

    /// <summary>Returns the members of a new object before any constructor body or initializer has run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="type">The created type.</param>
    /// <param name="constructor">The constructor. One declared to set the required members is not assumed to have done so.</param>
    public MemberStates InitialState(BoundModel model, ITypeSymbol? type, IMethodSymbol? constructor)
    {
        bool trustsCompiler = constructor is not { DeclaringSyntaxReferences.IsEmpty: false } || !Constructors.ClaimsRequiredMembers(constructor);
        ITypeSymbol? created = SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, model.Type) ? null : type?.OriginalDefinition;
        return _initial.GetOrAdd((model, created, trustsCompiler), key => InitialMembers.Of(key.Model, key.Type, Models.Compilation.Assembly, key.TrustsCompiler));
    }

    public MethodTraits TraitsOf(IMethodSymbol method) => _traits.GetOrAdd(method.OriginalDefinition, static method => MethodTraits.Of(method));

    /// <summary>Whether a method of a type is called by name somewhere in that type.</summary>
    public bool IsCalledInItsType(IMethodSymbol method, CancellationToken cancellationToken) =>
        _namesCalled.GetOrAdd(method.OriginalDefinition.ContainingType, type => SourceBodies.NamesCalledIn(type, cancellationToken)).Contains(method.Name);

    public FlowSummary? FindSummary(SummaryKey key) => _summaries.TryGetValue(key, out FlowSummary? summary) ? summary : null;

    /// <summary>Returns a method's body, to be run in place along a path, or null if it has none.</summary>
    public BodyFlow? BodyOf(IMethodSymbol method, SemanticModel? caller) =>
        Bodies.GraphOf(method, caller, CancellationToken.None) is { } graph
            ? new(this, method, SummaryKey.Of(method, Models), graph, FindSummary, CancellationToken.None)
            : null;

    public void Publish(SummaryKey key, FlowResult result)
    {
        _summaries.TryAdd(key, result.Summary);
        if (key.Equals(SummaryKey.Of(key.Method, Models))) _results.TryAdd(key.Method, result);
    }

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent) operation = parent;
        return operation;
    }
}
