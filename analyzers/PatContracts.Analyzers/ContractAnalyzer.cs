using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PatContracts.Analyzers;

/// <summary>
/// The base of every rule: runs concurrently, ignores generated code, and registers nothing in a compilation where no type is bound to a contract.
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

    /// <summary>Registers the rule's actions for one compilation, whose context all rules share.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext context, ContractContext contracts);

    /// <summary>Whether the rule has work in a compilation without bound models, as the rules about bindings and contract files do.</summary>
    private protected virtual bool WorksWithoutModels => false;

    private void Start(CompilationStartAnalysisContext context)
    {
        var contracts = ContractContext.Of(context.Compilation, context.Options, context.CancellationToken);
        if (!contracts.Models.IsEmpty || WorksWithoutModels) Register(context, contracts);
    }
}
