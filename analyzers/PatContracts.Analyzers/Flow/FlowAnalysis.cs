using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// Follows objects of bound models through one body: which members are assigned, their values, and where other code first sees the object.
/// <para>
/// How to use it: ask <see cref="Of"/> from an operation action whose operation makes one need to know; the same body is run once for all rules.
/// <see cref="FlowResult.Escapes"/> and <see cref="FlowResult.Writes"/> hold one entry for each point, with what holds there on every path. Each entry
/// carries the whole <see cref="FlowState"/> of its point, so that a rule can ask for the members of any other object there. Values say where they
/// were written (<see cref="FlowValue.Origin"/>) and which member they were read from (<see cref="FlowValue.ReadFrom"/>). What a test such as
/// <c>if (token.Managed)</c> has shown is in the value of the member's slot. What differs between the paths to a point is proved, where a rule needs
/// it, by <see cref="FlowResult.Search"/>.
/// </para>
/// <para>
/// How it works: <see cref="FlowEngine"/> computes one state for each block of the control flow graph, with bit vectors for the members of an object, and
/// is linear in the size of the body. Methods of the same compilation are summarised on demand (<see cref="SummarySolver"/>). What cannot be followed is
/// not reported.
/// </para>
/// </summary>
internal sealed class FlowAnalysis
{
    private readonly ConcurrentDictionary<ISymbol, FlowResult> _results = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SummaryKey, FlowSummary> _summaries = new();
    private readonly ConcurrentDictionary<SyntaxNode, FlowResult> _initializers = new();
    private readonly ConcurrentDictionary<(BoundModel Model, ITypeSymbol? Type, bool TrustsCompiler), ObjectState> _initial = new();
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

    /// <summary>The result for the body that holds an operation, run when first asked for.</summary>
    /// <param name="operation">Any operation of the body.</param>
    /// <param name="owner">The symbol whose body it is: a method, a field, a property.</param>
    /// <param name="graph">Returns the body's control flow graph.</param>
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
            case IBlockOperation or IMethodBodyBaseOperation when owner is IMethodSymbol method:
                if (_results.TryGetValue(owner, out FlowResult? result)) return result;

                result = root.Syntax.ContainsDiagnostics ? FlowResult.Nothing : new SummarySolver(this, root.SemanticModel, cancellationToken).Solve(method, graph);
                return _results.GetOrAdd(owner, result);

            // A field, property or parameter: its symbol may have other initialisers, or a body.
            case ISymbolInitializerOperation:
                if (_initializers.TryGetValue(root.Syntax, out result)) return result;

                result = root.Syntax.ContainsDiagnostics ? FlowResult.Nothing : new SummarySolver(this, root.SemanticModel, cancellationToken).SolveInitializer(owner, graph());
                return _initializers.GetOrAdd(root.Syntax, result);
            default:
                return FlowResult.Nothing;
        }
    }

    /// <summary>
    /// The effects of the body that holds an operation, and of the methods that it calls, as far as they show without its control flow. What they exclude, a
    /// rule need not ask <see cref="Of"/> about.
    /// </summary>
    public BodyEffects EffectsOf(IOperation operation, CancellationToken cancellationToken) => _effects.Of(RootOf(operation), cancellationToken);

    /// <summary>How many bodies of a compilation have been followed, for callers included.</summary>
    public int BodiesFollowed => _followed;

    /// <summary>How many operations have been visited, those that were visited again included. It is what the analysis costs.</summary>
    public long OperationsVisited => Interlocked.Read(ref _operations);

    public void CountBody() => Interlocked.Increment(ref _followed);

    public void CountOperations(long count) => Interlocked.Add(ref _operations, count);

    /// <summary>The members of a new object before any constructor body or initializer has run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="type">The type that is created.</param>
    /// <param name="constructor">The constructor. One that claims to assign the compiler's required members has still to do it.</param>
    public ObjectState InitialState(BoundModel model, ITypeSymbol? type, IMethodSymbol? constructor)
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

    /// <summary>A method's body as a path runs it in place, or null where it has none.</summary>
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
