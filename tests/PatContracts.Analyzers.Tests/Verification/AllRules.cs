using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>Runs all rules on a compilation.</summary>
internal static class AllRules
{
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = New();

    /// <summary>Creates new instances of all analyzers.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> New() =>
    [
        .. typeof(ContractAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>Returns the compilation with every rule enabled, including the rules that are disabled by default.</summary>
    public static Compilation SwitchOn(Compilation compilation) => compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(
        Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => KeyValuePair.Create(rule.Id, ReportDiagnostic.Warn))));

    /// <summary>Returns the diagnostics of all rules, ordered by location. A rule that throws is reported as AD0001.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Run(Compilation compilation, params MemoryFile[] files)
    {
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers(Analyzers, MemoryFile.Options(files))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }
}
