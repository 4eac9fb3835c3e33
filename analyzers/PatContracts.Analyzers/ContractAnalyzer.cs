using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PatContracts.Analyzers;

/// <summary>The base class of all rules: runs concurrently, ignores generated code, and registers nothing in a compilation without bound models.</summary>
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

    /// <summary>Whether the rule also applies to a compilation without bound models, like the rules about bindings and contract files.</summary>
    private protected virtual bool WorksWithoutModels => false;

    private void Start(CompilationStartAnalysisContext context)
    {
        var contracts = ContractContext.Of(context.Compilation, context.Options);
        if (contracts.HasModels || WorksWithoutModels) Register(context, contracts);
    }
}
