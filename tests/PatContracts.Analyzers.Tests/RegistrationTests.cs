using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests;

/// <summary>A project without bound models does not pay for the rules.</summary>
public class RegistrationTests
{
    /// <summary>A type that has the name of the model but is not bound.</summary>
    private const string Source =
        "public class GetPersonalAccessTokenResponse { public string? Id { get; set; } public GetPersonalAccessTokenResponse M() => new() { Id = null }; }";

    public static TheoryData<string> Rules => [.. AllRules.Analyzers.Select(analyzer => analyzer.GetType().Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task No_actions_are_registered_without_bound_models(string rule)
    {
        Assert.Equal(0, await ActionsOf(rule, CSharpCompilation.Create(
            "Test",
            [CSharpSyntaxTree.ParseText(Source, TestProject.ParseOptions, cancellationToken: TestContext.Current.CancellationToken)],
            TestProject.Framework,
            TestProject.CompilationOptions)));
    }

    [Fact]
    public async Task Actions_are_registered_with_bound_models() =>
        Assert.NotEqual(0, await ActionsOf(nameof(PAT1001RequiredMemberMissing), TestProject.Compile(Source)));

    private static async Task<int> ActionsOf(string rule, CSharpCompilation compilation)
    {
        DiagnosticAnalyzer analyzer = AllRules.Analyzers.Single(analyzer => analyzer.GetType().Name == rule);
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers([analyzer]);
        await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        AnalyzerTelemetryInfo info = await analysis.GetAnalyzerTelemetryInfoAsync(analyzer, TestContext.Current.CancellationToken);
        return info.OperationActionsCount
            + info.OperationBlockActionsCount
            + info.OperationBlockStartActionsCount
            + info.SyntaxNodeActionsCount
            + info.SyntaxTreeActionsCount
            + info.SemanticModelActionsCount
            + info.SymbolActionsCount
            + info.SymbolStartActionsCount
            + info.CodeBlockActionsCount
            + info.CodeBlockStartActionsCount
            + info.CompilationActionsCount
            + info.CompilationEndActionsCount;
    }
}
