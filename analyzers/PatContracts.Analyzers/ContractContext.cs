using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Flow;
using PatContracts.Analyzers.Literals;
using PatContracts.Analyzers.Payloads;
using PatContracts.Analyzers.Setup;

namespace PatContracts.Analyzers;

/// <summary>
/// The state that the rules share in one compilation. Everything is computed on first use.
/// </summary>
internal sealed class ContractContext
{
    // Roslyn starts each analyzer separately. Through this table, the only one keyed by compilation, the analyzers of the package share one context.
    private static readonly ConditionalWeakTable<Compilation, Shared> Contexts = new();

    private readonly Lazy<KnownContracts> _contracts;
    private readonly Lazy<bool> _declaresModels;
    private readonly Lazy<BoundModels> _models;
    private readonly Lazy<FlowAnalysis> _flow;
    private readonly Lazy<ProjectSetup> _setup;
    private readonly Lazy<bool> _mayDeclarePayloads;
    private readonly Lazy<PayloadSinks> _sinks;
    private readonly Lazy<ForwardingOperations> _forwarding;

    // A lazy value would also store the exception of a cancellation, so none of them is computed with a token.
    private ContractContext(Compilation compilation, AnalyzerOptions options)
    {
        Bodies = BodiesOf(compilation);
        _contracts = new(() => KnownContracts.Of(options, CancellationToken.None));
        _declaresModels = new(() => ModelBinder.MayDeclareModels(compilation, options));
        _models = new(() => ModelBinder.Bind(compilation, Contracts, options, DeclaresModels));
        HasModels = LibraryReference.IsIn(compilation) || !Models.IsEmpty;
        _flow = new(() => new(Models, Bodies));
        _setup = new(() => new(compilation, Contracts, options, CancellationToken.None));
        _mayDeclarePayloads = new(() => PayloadSinks.MayBeDeclared(compilation));
        _sinks = new(() => new(compilation, MayDeclarePayloads));
        _forwarding = new(() => new(compilation));
    }

    /// <summary>The contracts to which models can be bound.</summary>
    public KnownContracts Contracts => _contracts.Value;

    /// <summary>
    /// Whether there are bound models. A reference to the library is sufficient to know that, so that rules can register their actions before anything is bound:
    /// the first use of a reference's symbols costs more than binding the models, and the compiler needs most of those symbols anyway, later.
    /// </summary>
    public bool HasModels { get; }

    /// <summary>Whether the project itself may declare models, by attributes or by its configuration, and does not only use those of its references.</summary>
    public bool DeclaresModels => _declaresModels.Value;

    /// <summary>The bound models.</summary>
    public BoundModels Models => _models.Value;

    /// <summary>Whether <see cref="Models"/> has been used.</summary>
    public bool AreModelsBound => _models.IsValueCreated;

    /// <summary>The bodies of the compilation's methods.</summary>
    public SourceBodies Bodies { get; }

    /// <summary>The project's configuration of the analyzers.</summary>
    public ProjectSetup Setup => _setup.Value;

    /// <summary>The flow of objects through bodies; each body is analyzed once for all rules.</summary>
    public FlowAnalysis Flow => _flow.Value;

    /// <summary>Whether members or parameters may declare the JSON they hold (<c>[PayloadOf]</c>).</summary>
    public bool MayDeclarePayloads => _mayDeclarePayloads.Value;

    /// <summary>The calls, creations and assignments that take JSON.</summary>
    public PayloadSinks Sinks => _sinks.Value;

    /// <summary>The types and methods that forward a text unchanged.</summary>
    public ForwardingOperations Forwarding => _forwarding.Value;

    /// <summary>Whether the statements after an object creation complete it, by the syntax of the creation. Two rules look up each creation.</summary>
    public ConcurrentDictionary<SyntaxNode, bool> CompletedConstructions { get; } = new();

    /// <summary>What a helper does to an object, by the parameter in which it is passed the object.</summary>
    public ConcurrentDictionary<IParameterSymbol, HelperEffect> HelperEffects { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Returns the context of a compilation, created by the first analyzer that requests it.</summary>
    public static ContractContext Of(Compilation compilation, AnalyzerOptions options)
    {
        StrongBox<ContractContext?> slot = SharedBy(compilation).ByOptions.GetOrCreateValue(options);
        lock (slot) return slot.Value ??= new(compilation, options);
    }

    /// <summary>Returns <see cref="Bodies"/> of a compilation, for code that reads an expression and has only its semantic model.</summary>
    public static SourceBodies BodiesOf(Compilation compilation) => SharedBy(compilation).Bodies;

    private static Shared SharedBy(Compilation compilation) => Contexts.GetValue(compilation, static compilation => new(compilation));

    /// <summary>The state that the contexts of a compilation share regardless of their options.</summary>
    private sealed class Shared(Compilation compilation)
    {
        public SourceBodies Bodies { get; } = new(compilation);

        public ConditionalWeakTable<AnalyzerOptions, StrongBox<ContractContext?>> ByOptions { get; } = new();
    }
}
