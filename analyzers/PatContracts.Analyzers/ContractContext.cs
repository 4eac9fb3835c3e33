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
/// The state that the rules share in one compilation. The models are bound when the first rule starts; everything else is computed on first use.
/// </summary>
internal sealed class ContractContext
{
    // Roslyn starts each analyzer separately. Through this table, the only one keyed by compilation, the analyzers of the package share one context.
    private static readonly ConditionalWeakTable<Compilation, Shared> Contexts = new();

    private readonly Lazy<FlowAnalysis> _flow;
    private readonly Lazy<ProjectSetup> _setup;
    private readonly Lazy<bool> _mayDeclarePayloads;
    private readonly Lazy<PayloadSinks> _sinks;
    private readonly Lazy<ForwardingOperations> _forwarding;

    private ContractContext(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        Models = ModelBinder.Bind(compilation, options, cancellationToken);
        Bodies = BodiesOf(compilation);
        _flow = new(() => new(Models, Bodies));
        _setup = new(() => new(Models, options, CancellationToken.None));
        _mayDeclarePayloads = new(() => PayloadSinks.MayBeDeclared(compilation));
        _sinks = new(() => new(compilation, MayDeclarePayloads));
        _forwarding = new(() => new(compilation));
    }

    /// <summary>The bound models.</summary>
    public BoundModels Models { get; }

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

    /// <summary>The members that a helper assigns, by the parameter in which it is passed the object; null if it may do more than that.</summary>
    public ConcurrentDictionary<IParameterSymbol, MemberSet?> HelperEffects { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Returns the context of a compilation, created by the first analyzer that requests it.</summary>
    public static ContractContext Of(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        StrongBox<ContractContext?> slot = SharedBy(compilation).ByOptions.GetOrCreateValue(options);
        lock (slot) return slot.Value ??= new(compilation, options, cancellationToken);
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
