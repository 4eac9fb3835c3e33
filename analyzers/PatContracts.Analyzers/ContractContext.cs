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
/// What the rules share in one compilation. The models are bound when the first rule starts; everything else is computed when a rule first asks for it.
/// </summary>
internal sealed class ContractContext
{
    // Roslyn starts each analyzer by itself. This table, the only one keyed by compilation, is how the analyzers of the package share one context.
    private static readonly ConditionalWeakTable<Compilation, Shared> Contexts = new();

    private readonly Lazy<FlowAnalysis> _flow;
    private readonly Lazy<ProjectSetup> _setup;
    private readonly Lazy<bool> _mayDeclarePayloads;
    private readonly Lazy<PayloadSinks> _sinks;
    private readonly Lazy<CarrierTypes> _carriers;

    private ContractContext(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        Models = ModelBinder.Bind(compilation, options, cancellationToken);
        Bodies = BodiesOf(compilation);
        _flow = new(() => new(Models, Bodies));
        _setup = new(() => new(Models, options, CancellationToken.None));
        _mayDeclarePayloads = new(() => PayloadSinks.MayBeDeclared(compilation));
        _sinks = new(() => new(compilation, MayDeclarePayloads));
        _carriers = new(() => new(compilation));
    }

    /// <summary>The bound models.</summary>
    public BoundModels Models { get; }

    /// <summary>The bodies of the compilation's methods.</summary>
    public SourceBodies Bodies { get; }

    /// <summary>How the project sets the analyzers up.</summary>
    public ProjectSetup Setup => _setup.Value;

    /// <summary>The flow of objects through bodies; each body is analyzed once for all rules.</summary>
    public FlowAnalysis Flow => _flow.Value;

    /// <summary>Whether members or parameters may declare what JSON they hold (<c>[PayloadOf]</c>).</summary>
    public bool MayDeclarePayloads => _mayDeclarePayloads.Value;

    /// <summary>The calls, creations and assignments that take JSON.</summary>
    public PayloadSinks Sinks => _sinks.Value;

    /// <summary>The types that pass a text on unchanged.</summary>
    public CarrierTypes Carriers => _carriers.Value;

    /// <summary>Whether an object creation is completed by the statements after it, by the creation's syntax. Two rules ask about each creation.</summary>
    public ConcurrentDictionary<SyntaxNode, bool> CompletedConstructions { get; } = new();

    /// <summary>By the parameter that a helper is passed an object in, the members that it assigns; null where it may do more than that.</summary>
    public ConcurrentDictionary<IParameterSymbol, MemberSet?> HelperEffects { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Returns the context of a compilation, created by the first analyzer that asks.</summary>
    public static ContractContext Of(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        StrongBox<ContractContext?> slot = SharedBy(compilation).ByOptions.GetOrCreateValue(options);
        lock (slot) return slot.Value ??= new(compilation, options, cancellationToken);
    }

    /// <summary>Returns <see cref="Bodies"/> of a compilation, for code that reads an expression and knows only its semantic model.</summary>
    public static SourceBodies BodiesOf(Compilation compilation) => SharedBy(compilation).Bodies;

    private static Shared SharedBy(Compilation compilation) => Contexts.GetValue(compilation, static compilation => new(compilation));

    /// <summary>What the contexts of a compilation share, whatever their options.</summary>
    private sealed class Shared(Compilation compilation)
    {
        public SourceBodies Bodies { get; } = new(compilation);

        public ConditionalWeakTable<AnalyzerOptions, StrongBox<ContractContext?>> ByOptions { get; } = new();
    }
}
