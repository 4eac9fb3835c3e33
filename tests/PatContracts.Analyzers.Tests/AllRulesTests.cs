using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests;

/// <summary>
/// Properties of all rules together: they keep no compilation alive, do not affect each other, and report the same diagnostics in any order. The project of
/// these tests consists of the examples on all rule pages; every rule fires in it.
/// </summary>
public sealed class AllRulesTests
{
    private static readonly (string Path, string Source)[] Sources =
    [
        .. RulePages.Ids.SelectMany(id => RulePages.CodeExamples(id).Select((example, number) =>
            ($"{id}-{number}.cs", InOwnNamespace(example.Source, $"{id}Example{number}")))),
    ];

    private static readonly FileExample[] Files = [.. RulePages.Ids.SelectMany(RulePages.FileExamples)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_rule_fires_in_the_project_of_these_tests()
    {
        ImmutableArray<Diagnostic> diagnostics = await AnalyzeAsync(Compile(Everything), AllRules.New(), isConcurrent: true);
        Assert.Equal(
            RuleCatalog.All.Select(rule => rule.Id).Order(StringComparer.Ordinal),
            diagnostics.Select(diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Diagnostics_do_not_depend_on_the_order_of_the_files()
    {
        SortedDictionary<string, string[]> expected = InOrder(await AnalyzeAsync(Compile(Everything), AllRules.New(), isConcurrent: false));
        var random = new Random(20261124);
        for (int round = 0; round < 5; round++)
        {
            int[] order = [.. Everything];
            random.Shuffle(order);
            Assert.Equal(expected, InOrder(await AnalyzeAsync(Compile(order), AllRules.New(), isConcurrent: false)));
        }
    }

    [Fact]
    public async Task Diagnostics_do_not_depend_on_the_number_of_threads()
    {
        ImmutableArray<DiagnosticAnalyzer> rules = AllRules.New();
        // Four projects share some of their files, so that state cached for a file in one project could affect another.
        Compilation[] compilations = [.. Enumerable.Range(0, 4).Select(number => Compile(Everything.Where(file => file % 4 != number)))];
        var alone = new List<string[]>();
        foreach (Compilation compilation in compilations) alone.Add(Sorted(await AnalyzeAsync(compilation, AllRules.New(), isConcurrent: false)));
        Assert.Equal(alone.Count, alone.Select(lines => string.Join('\n', lines)).Distinct().Count());

        string[][] together = await Task.WhenAll(Enumerable.Range(0, 16).Select(run =>
            Task.Run(async () => Sorted(await AnalyzeAsync(compilations[run % compilations.Length].Clone(), rules, isConcurrent: true)))));

        for (int run = 0; run < together.Length; run++) Assert.Equal(alone[run % alone.Count], together[run]);
    }

    [Fact]
    public async Task Analyzers_do_not_keep_a_compilation_alive()
    {
        ImmutableArray<DiagnosticAnalyzer> rules = AllRules.New();
        WeakReference[] held = await AnalyzeAndReleaseAsync(rules);
        for (int i = 0; i < 20 && held.Any(reference => reference.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(50, Cancellation);
        }

        Assert.DoesNotContain(held, reference => reference.IsAlive);
        GC.KeepAlive(rules);
    }

    /// <summary>Returns references to a compilation and to objects in it that a rule could cache: a syntax tree and a symbol.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference[]> AnalyzeAndReleaseAsync(ImmutableArray<DiagnosticAnalyzer> rules)
    {
        Compilation compilation = Compile(Everything);
        Assert.NotEmpty(await AnalyzeAsync(compilation, rules, isConcurrent: true));
        return
        [
            new WeakReference(compilation),
            new WeakReference(compilation.SyntaxTrees.First()),
            new WeakReference(compilation.GetTypeByMetadataName("PAT1001Example0.Tokens")),
        ];
    }

    private static IEnumerable<int> Everything => Enumerable.Range(0, Sources.Length);

    private static Compilation Compile(IEnumerable<int> order) => AllRules.SwitchOn(CSharpCompilation.Create(
        "Whole",
        [
            CSharpSyntaxTree.ParseText(TestProject.Usings, TestProject.ParseOptions, "Usings.cs"),
            .. order.Select(file => CSharpSyntaxTree.ParseText(Sources[file].Source, TestProject.ParseOptions, Sources[file].Path)),
        ],
        TestProject.References,
        TestProject.CompilationOptions));

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> rules, bool isConcurrent)
    {
        Assert.Empty(compilation.GetDiagnostics(Cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        AnalyzerOptions options = MemoryFile.Options([.. Files.Select(file => file.File.EndsWith(".schema.json", StringComparison.Ordinal)
            ? MemoryFile.Schema(file.File, file.Json, "example")
            : MemoryFile.Payload(file.File, file.Json, "v3"))]);
        ImmutableArray<Diagnostic> diagnostics = await compilation
            .WithAnalyzers(rules, new CompilationWithAnalyzersOptions(options, null, isConcurrent, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(Cancellation);
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "AD0001");
        return diagnostics;
    }

    /// <summary>Groups the diagnostics by file, in the order in which they are reported.</summary>
    private static SortedDictionary<string, string[]> InOrder(ImmutableArray<Diagnostic> diagnostics) =>
        new(diagnostics.GroupBy(PathOf).ToDictionary(file => file.Key, file => file.Select(Format).ToArray()), StringComparer.Ordinal);

    private static string[] Sorted(ImmutableArray<Diagnostic> diagnostics) => [.. diagnostics.Select(Format).Order(StringComparer.Ordinal)];

    private static string PathOf(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().Path;

    /// <summary>Formats a diagnostic completely, including its additional locations and the properties that code fixes read.</summary>
    private static string Format(Diagnostic diagnostic) => string.Join(
        " | ",
        [
            diagnostic.ToString(),
            .. diagnostic.AdditionalLocations.Select(location => location.GetLineSpan().ToString()),
            .. diagnostic.Properties.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => $"{property.Key}={property.Value}"),
        ]);

    private static string InOwnNamespace(string source, string name)
    {
        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(source, options: TestProject.ParseOptions);
        return unit
            .WithMembers(SyntaxFactory.SingletonList<MemberDeclarationSyntax>(
                SyntaxFactory.NamespaceDeclaration(SyntaxFactory.ParseName(" " + name)).WithMembers(unit.Members)))
            .ToFullString();
    }
}
