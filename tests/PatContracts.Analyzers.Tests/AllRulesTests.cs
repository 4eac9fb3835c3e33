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
/// What holds for all rules together: they keep nothing, they do not disturb each other, they say the same whatever the order. Shown on one project of
/// the examples of all rules' pages, in which every rule fires.
/// </summary>
public sealed class AllRulesTests
{
    private static readonly (string Path, string Source)[] Sources =
    [
        .. RulePages.Ids.SelectMany(id => RulePages.CodeExamples(id).Select((example, number) =>
            ($"{id}-{number}.cs", InNamespaceOfItsOwn(example.Source, $"{id}Example{number}")))),
    ];

    private static readonly FileExample[] Files = [.. RulePages.Ids.SelectMany(RulePages.FileExamples)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_rule_fires_in_the_project_that_these_tests_are_made_with()
    {
        ImmutableArray<Diagnostic> diagnostics = await AnalyseAsync(Compile(Everything), AllRules.New(), isConcurrent: true);
        Assert.Equal(
            RuleCatalog.All.Select(rule => rule.Id).Order(StringComparer.Ordinal),
            diagnostics.Select(diagnostic => diagnostic.Id).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_is_said_in_the_same_order_whatever_the_order_of_the_files()
    {
        SortedDictionary<string, string[]> expected = InOrder(await AnalyseAsync(Compile(Everything), AllRules.New(), isConcurrent: false));
        var random = new Random(20261124);
        for (int round = 0; round < 5; round++)
        {
            int[] order = [.. Everything];
            random.Shuffle(order);
            Assert.Equal(expected, InOrder(await AnalyseAsync(Compile(order), AllRules.New(), isConcurrent: false)));
        }
    }

    [Fact]
    public async Task The_same_is_said_by_one_set_of_rules_on_many_threads()
    {
        ImmutableArray<DiagnosticAnalyzer> rules = AllRules.New();
        // Four projects that share some of their files, so that what one keeps of a file could show in another.
        Compilation[] compilations = [.. Enumerable.Range(0, 4).Select(number => Compile(Everything.Where(file => file % 4 != number)))];
        var alone = new List<string[]>();
        foreach (Compilation compilation in compilations) alone.Add(Sorted(await AnalyseAsync(compilation, AllRules.New(), isConcurrent: false)));
        Assert.Equal(alone.Count, alone.Select(lines => string.Join('\n', lines)).Distinct().Count());

        string[][] together = await Task.WhenAll(Enumerable.Range(0, 16).Select(run =>
            Task.Run(async () => Sorted(await AnalyseAsync(compilations[run % compilations.Length].Clone(), rules, isConcurrent: true)))));

        for (int run = 0; run < together.Length; run++) Assert.Equal(alone[run % alone.Count], together[run]);
    }

    [Fact]
    public async Task Nothing_is_held_of_a_compilation_that_was_analysed()
    {
        ImmutableArray<DiagnosticAnalyzer> rules = AllRules.New();
        WeakReference[] held = await AnalyseAndDropAsync(rules);
        for (int i = 0; i < 20 && held.Any(reference => reference.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(50, Cancellation);
        }

        Assert.DoesNotContain(held, reference => reference.IsAlive);
        GC.KeepAlive(rules);
    }

    /// <summary>A compilation and what rules are tempted to keep of it: a symbol, a syntax tree, a file's text.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference[]> AnalyseAndDropAsync(ImmutableArray<DiagnosticAnalyzer> rules)
    {
        Compilation compilation = Compile(Everything);
        Assert.NotEmpty(await AnalyseAsync(compilation, rules, isConcurrent: true));
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

    private static async Task<ImmutableArray<Diagnostic>> AnalyseAsync(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> rules, bool isConcurrent)
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

    /// <summary>The reports for each file, in the order in which they are made.</summary>
    private static SortedDictionary<string, string[]> InOrder(ImmutableArray<Diagnostic> diagnostics) =>
        new(diagnostics.GroupBy(PathOf).ToDictionary(file => file.Key, file => file.Select(Whole).ToArray()), StringComparer.Ordinal);

    private static string[] Sorted(ImmutableArray<Diagnostic> diagnostics) => [.. diagnostics.Select(Whole).Order(StringComparer.Ordinal)];

    private static string PathOf(Diagnostic diagnostic) => diagnostic.Location.GetLineSpan().Path;

    /// <summary>All of a diagnostic: including what fixes read, and the additional locations.</summary>
    private static string Whole(Diagnostic diagnostic) => string.Join(
        " | ",
        [
            diagnostic.ToString(),
            .. diagnostic.AdditionalLocations.Select(location => location.GetLineSpan().ToString()),
            .. diagnostic.Properties.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => $"{property.Key}={property.Value}"),
        ]);

    private static string InNamespaceOfItsOwn(string source, string name)
    {
        CompilationUnitSyntax unit = SyntaxFactory.ParseCompilationUnit(source, options: TestProject.ParseOptions);
        return unit
            .WithMembers(SyntaxFactory.SingletonList<MemberDeclarationSyntax>(
                SyntaxFactory.NamespaceDeclaration(SyntaxFactory.ParseName(" " + name)).WithMembers(unit.Members)))
            .ToFullString();
    }
}
