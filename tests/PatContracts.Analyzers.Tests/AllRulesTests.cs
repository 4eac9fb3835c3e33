using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests;

/// <summary>What holds for all rules together: they keep nothing, they do not disturb each other, they say the same whatever the order.</summary>
public sealed class AllRulesTests
{
    private const int Files = 24;

    private static readonly string[] Bodies =
    [
        """return new GetPersonalAccessTokenResponse { Id = "a", Name = "n" };""",
        """var token = new GetPersonalAccessTokenResponse { Id = "a", Name = "n", Scope = null, Owner = new PatOwner(), Created = default }; return token;""",
        """var token = new GetPersonalAccessTokenResponse(); if (flag) token.Id = "b"; token.Name = null!; return token;""",
        """return new GetPersonalAccessTokenResponse { Id = "a", Name = "n", Scope = [], Owner = new PatOwner { Type = "ROBOT" }, Created = DateTimeOffset.UnixEpoch };""",
        """return new GetPersonalAccessTokenResponse { Id = "a", Name = "n", Scope = [], Owner = new PatOwner { Type = "IDENTITY" }, Created = DateTimeOffset.UnixEpoch };""",
        """GetPersonalAccessTokenResponse Fill(GetPersonalAccessTokenResponse t) { t.Scope = []; return t; } return Fill(new() { Id = "a" }) with { Name = "n" };""",
    ];

    private static CSharpCompilation Compile(IEnumerable<int> order) => CSharpCompilation.Create(
        "Whole",
        [
            CSharpSyntaxTree.ParseText(TestProject.Usings, TestProject.ParseOptions, "Usings.cs"),
            .. order.Select(file => CSharpSyntaxTree.ParseText(Source(file), TestProject.ParseOptions, $"File{file:00}.cs")),
        ],
        TestProject.References,
        TestProject.CompilationOptions);

    private static string Source(int file) => $$"""
        public static class Maker{{file}}
        {
            public static GetPersonalAccessTokenResponse Make(bool flag)
            {
                {{Bodies[file % Bodies.Length]}}
            }
        }
        """;

    /// <summary>What the rules say, in the order of places.</summary>
    private static async Task<string[]> RunAsync(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> rules)
    {
        ImmutableArray<Diagnostic> diagnostics = await compilation.WithAnalyzers(rules).GetAnalyzerDiagnosticsAsync(Cancellation);
        return
        [
            .. diagnostics
                .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
                .Select(diagnostic => diagnostic.ToString()),
        ];
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_is_said_whatever_the_order_of_the_files()
    {
        string[] expected = await RunAsync(Compile(Enumerable.Range(0, Files)), AllRules.Analyzers);
        Assert.NotEmpty(expected);
        Assert.DoesNotContain(expected, text => text.Contains("AD0001", StringComparison.Ordinal));
        var random = new Random(20261124);
        for (int round = 0; round < 5; round++)
        {
            int[] order = [.. Enumerable.Range(0, Files)];
            random.Shuffle(order);
            Assert.Equal(expected, await RunAsync(Compile(order), AllRules.Analyzers));
        }
    }

    [Fact]
    public async Task The_same_is_said_by_one_set_of_rules_on_many_threads()
    {
        ImmutableArray<DiagnosticAnalyzer> rules = AllRules.Analyzers;
        CSharpCompilation[] compilations = [.. Enumerable.Range(0, 4).Select(number => Compile(Enumerable.Range(number * 4, 8)))];
        var alone = new List<string[]>();
        foreach (CSharpCompilation compilation in compilations) alone.Add(await RunAsync(compilation, AllRules.Analyzers));
        string[][] together = await Task.WhenAll(Enumerable.Range(0, 16).Select(run => Task.Run(() => RunAsync(compilations[run % compilations.Length], rules))));
        for (int run = 0; run < together.Length; run++) Assert.Equal(alone[run % alone.Count], together[run]);
    }

    [Fact]
    public async Task Nothing_is_held_of_a_compilation_that_was_analysed()
    {
        ImmutableArray<DiagnosticAnalyzer> rules = AllRules.Analyzers;
        WeakReference compilation = await AnalyseAndDropAsync(rules);
        for (int i = 0; i < 20 && compilation.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(50, Cancellation);
        }

        Assert.False(compilation.IsAlive);
        GC.KeepAlive(rules);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> AnalyseAndDropAsync(ImmutableArray<DiagnosticAnalyzer> rules)
    {
        CSharpCompilation compilation = Compile(Enumerable.Range(0, Files));
        Assert.NotEmpty(await RunAsync(compilation, rules));
        return new WeakReference(compilation);
    }

    [Fact]
    public async Task Code_that_uses_no_bound_model_costs_no_registration()
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Plain",
            [CSharpSyntaxTree.ParseText("""public class GetPersonalAccessTokenResponse { public string? Id { get; set; } } public static class M { public static object Make() => new GetPersonalAccessTokenResponse(); }""", TestProject.ParseOptions, cancellationToken: Cancellation)],
            TestProject.Framework,
            TestProject.CompilationOptions);
        ImmutableArray<DiagnosticAnalyzer> rules = AllRules.Analyzers;
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers(rules, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: true));
        Assert.Empty(await analysis.GetAnalyzerDiagnosticsAsync(Cancellation));
        foreach (DiagnosticAnalyzer rule in rules)
        {
            Microsoft.CodeAnalysis.Diagnostics.Telemetry.AnalyzerTelemetryInfo telemetry = await analysis.GetAnalyzerTelemetryInfoAsync(rule, Cancellation);
            Assert.True(
                telemetry is { OperationActionsCount: 0, OperationBlockActionsCount: 0, OperationBlockStartActionsCount: 0, SyntaxNodeActionsCount: 0, SymbolActionsCount: 0, CodeBlockActionsCount: 0, SemanticModelActionsCount: 0 },
                $"{rule} registers actions in a compilation without bound models");
        }
    }
}
