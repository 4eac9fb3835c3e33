using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>Every rule at once, over a compilation.</summary>
internal static class AllRules
{
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = New();

    /// <summary>Rules that have seen no compilation yet.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> New() =>
    [
        .. typeof(ContractAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>The same compilation with every rule switched on, also those that are off by default.</summary>
    public static Compilation SwitchOn(Compilation compilation) => compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(
        Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => KeyValuePair.Create(rule.Id, ReportDiagnostic.Warn))));

    /// <summary>What all rules report for a compilation, by location. A rule that fails reports AD0001.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Run(Compilation compilation, params MemoryFile[] files)
    {
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers(Analyzers, MemoryFile.Options(files))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }
}
