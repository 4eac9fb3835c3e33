using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers;

/// <summary>
/// What every rule starts from: concurrent, blind to generated code, and not registered at all in a compilation where no type is bound
/// to a contract.
/// </summary>
public abstract class ContractAnalyzer : DiagnosticAnalyzer
{
    private protected ContractAnalyzer(params DiagnosticDescriptor[] descriptors) => SupportedDiagnostics = descriptors.ToImmutableArray();

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    /// <summary>Registers the rule's actions for one compilation. Its bound models are looked up once and shared by all rules.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext context, BoundModels models);

    /// <summary>Whether the rule has work in a compilation without bound models (the rules about bindings and contract files have).</summary>
    private protected virtual bool WorksWithoutModels => false;

    private void Start(CompilationStartAnalysisContext context)
    {
        BoundModels models = BoundModels.Of(context.Compilation, context.Options, context.CancellationToken);
        if (!models.IsEmpty || WorksWithoutModels) Register(context, models);
    }
}
