using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PatContracts.Analyzers.Tests.Whole;

/// <summary>Every rule there is, found as the compiler finds them.</summary>
internal static class AllRules
{
    public static ImmutableArray<DiagnosticAnalyzer> Create() =>
    [
        .. typeof(ContractAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>The descriptors of all rules, each once, by id.</summary>
    public static DiagnosticDescriptor[] Descriptors { get; } =
        [.. Create().SelectMany(rule => rule.SupportedDiagnostics).DistinctBy(descriptor => descriptor.Id).OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    /// <summary>What the rules say of a compilation, rules that are off by default included, in the order of places; an analyzer that throws shows as AD0001.</summary>
    public static async Task<string[]> RunAsync(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> rules, CancellationToken cancellationToken)
    {
        CompilationOptions options = compilation.Options.WithSpecificDiagnosticOptions(
            Descriptors.Where(descriptor => !descriptor.IsEnabledByDefault).ToImmutableDictionary(descriptor => descriptor.Id, _ => ReportDiagnostic.Warn));
        ImmutableArray<Diagnostic> diagnostics = await compilation.WithOptions(options).WithAnalyzers(rules).GetAnalyzerDiagnosticsAsync(cancellationToken);
        return
        [
            .. diagnostics
                .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
                .Select(diagnostic => diagnostic.ToString()),
        ];
    }
}
