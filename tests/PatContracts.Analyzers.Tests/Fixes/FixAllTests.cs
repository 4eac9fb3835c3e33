using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;
using PatContracts.CodeFixes;

namespace PatContracts.Analyzers.Tests.Fixes;

/// <summary>Fix All, as <c>dotnet format</c> requests it.</summary>
public sealed class FixAllTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fix_All_works_if_the_first_diagnostic_has_no_fix()
    {
        string[] fixedTexts = await FormatAsync(
            new PAT1001RequiredMemberMissing(),
            new PAT1001MissingMembersCodeFixProvider(),
            """
            [ContractModel("v3-2024-02-20")] public class Sealed { public string? Id { get; private set; } }
            public class First { public Sealed M() => new(); }
            [ContractModel("v3-2024-02-20")] public class Open { public string? Id { get; set; } }
            public class Second { public Open M() => new(); }
            """,
            "public class Third { public Open M() => new() { }; }");

        Assert.Contains("public Sealed M() => new();", fixedTexts[0], StringComparison.Ordinal);
        Assert.Contains("public Open M() => new() { Id = \"TODO: id\" };", fixedTexts[0], StringComparison.Ordinal);
        Assert.Equal("public class Third { public Open M() => new() { Id = \"TODO: id\" }; }", fixedTexts[1]);
    }

    [Fact]
    public async Task Fix_All_does_not_apply_the_fixes_that_would_not_compile()
    {
        string[] fixedTexts = await FormatAsync(
            new PAT4002ModelMemberType(),
            new PAT4002MemberTypeCodeFixProvider(),
            string.Join("\n", Enumerable.Range(0, 8).Select(n => $$"""
                [ContractModel("v3")]
                public class Model{{n}}
                {
                    public string Id { get; set; } = "";
                    public string Name { get; set; } = "";
                    public string[]? Scope { get; set; }
                    public PatOwner Owner { get; set; } = new();
                    public DateTimeOffset Created { get; set; }
                    public DateTimeOffset LastUsed { get; set; }
                    {{(n % 3 == 1 ? "public long Ticks => LastUsed.Ticks;" : "")}}
                }
                """)));

        for (int n = 0; n < 8; n++)
        {
            string model = fixedTexts[0].Split("[ContractModel")[n + 1];
            Assert.Contains(n % 3 == 1 ? "public DateTimeOffset LastUsed" : "public DateTimeOffset? LastUsed", model, StringComparison.Ordinal);
        }
    }

    // The cost of Fix All is the number of times the project is compiled.

    [Theory]
    [InlineData("public GetPersonalAccessTokenResponse M{0}() => new() {{ Id = \"{0}\" }};")]
    [InlineData("public static readonly GetPersonalAccessTokenResponse[] All{0} =\n[\n    new() {{ Id = \"1\" }},\n    new() {{ Id = \"2\" }},\n];")]
    [InlineData("public object M{0}(string id)\n{{\n    var token = new GetPersonalAccessTokenResponse();\n    token.Id = id;\n    return token;\n}}\n")]
    public Task Adding_members_compiles_the_project_a_constant_number_of_times(string member) =>
        CostsTheSame(new PAT1001RequiredMemberMissing(), new PAT1001MissingMembersCodeFixProvider(), member);

    [Fact]
    public Task Adding_attributes_and_imports_compiles_the_project_a_constant_number_of_times() => CostsTheSame(
        new PAT4003ModelWireName(),
        new PAT4003WireNameCodeFixProvider(),
        "[ContractModel(\"v3\")]\npublic class Model{0}\n{{\n    public string Last_Used {{ get; set; }} = \"\";\n}}\n");

    [Fact]
    public Task Validating_payloads_compiles_the_project_a_constant_number_of_times() => CostsTheSame(
        new PAT3003PayloadNotValidated(),
        new PAT3003ValidatePayloadCodeFixProvider(),
        "public object? M{0}(string json)\n{{\n    return System.Text.Json.JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json);\n}}\n");

    [Fact]
    public async Task Fixes_on_one_line_compile_the_project_once_for_each()
    {
        int small = await CompilationsFor(8);
        int large = await CompilationsFor(32);
        Assert.InRange(large, small * 2, small * 5);

        static async Task<int> CompilationsFor(int count)
        {
            string tokens = string.Concat(Enumerable.Repeat("new() { Id = \"1\" }, ", count));
            var compilations = new CompilationCounter();
            await FormatAsync(compilations, new PAT1001RequiredMemberMissing(), new PAT1001MissingMembersCodeFixProvider(), $"public class Test {{ public static readonly GetPersonalAccessTokenResponse[] All = [{tokens}]; }}");
            return compilations.Count;
        }
    }

    private static async Task CostsTheSame(DiagnosticAnalyzer rule, CodeFixProvider fix, string member)
    {
        int small = await CompilationsFor(4);
        Assert.InRange(small, 2, 12);
        Assert.Equal(small, await CompilationsFor(16));

        async Task<int> CompilationsFor(int count)
        {
            string source = $"public class Test\n{{\n{string.Concat(Enumerable.Range(0, count).Select(n => string.Format(CultureInfo.InvariantCulture, member, n) + "\n"))}}}\n";
            var compilations = new CompilationCounter();
            string fixedText = Assert.Single(await FormatAsync(compilations, rule, fix, source));
            Assert.True(fixedText.Length > source.Length + (4 * count), fixedText);
            return compilations.Count;
        }
    }

    private static Task<string[]> FormatAsync(DiagnosticAnalyzer rule, CodeFixProvider fix, params string[] sources) =>
        FormatAsync(new CompilationCounter(), rule, fix, sources);

    /// <summary>Performs the steps of <c>dotnet format</c>: Fix All in the solution, with the equivalence key of the first diagnostic if there is one.</summary>
    private static async Task<string[]> FormatAsync(CompilationCounter compilations, DiagnosticAnalyzer rule, CodeFixProvider fix, params string[] sources)
    {
        using var workspace = new AdhocWorkspace();
        Project project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "Test",
            "Test",
            LanguageNames.CSharp,
            compilationOptions: TestProject.CompilationOptions,
            parseOptions: TestProject.ParseOptions,
            metadataReferences: TestProject.References,
            analyzerReferences: [compilations]));
        project = project.AddDocument("Usings.cs", TestProject.Usings).Project;
        DocumentId[] ids = new DocumentId[sources.Length];
        for (int i = 0; i < sources.Length; i++)
        {
            Document added = project.AddDocument($"Test{i}.cs", sources[i], filePath: $"/0/Test{i}.cs");
            (ids[i], project) = (added.Id, added.Project);
        }

        Compilation compilation = (await project.GetCompilationAsync(Cancellation))!;
        Assert.Empty(compilation.GetDiagnostics(Cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        ImmutableArray<Diagnostic> diagnostics = await AllRules.SwitchOn(compilation).WithAnalyzers([rule]).GetAnalyzerDiagnosticsAsync(Cancellation);
        diagnostics = [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceTree!.FilePath).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];

        Document first = project.GetDocument(diagnostics[0].Location.SourceTree)!;
        compilations.Count = 0;
        CodeAction? action = null;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(first, diagnostics[0], (offered, _) => action ??= offered, Cancellation));
        var context = new FixAllContext(
            first,
            fix,
            FixAllScope.Solution,
            action?.EquivalenceKey!,
            fix.FixableDiagnosticIds,
            new Diagnostics(diagnostics),
            Cancellation);
        CodeAction? all = await fix.GetFixAllProvider()!.GetFixAsync(context);
        Assert.NotNull(all);

        ApplyChangesOperation changes = Assert.IsType<ApplyChangesOperation>(Assert.Single(await all.GetOperationsAsync(Cancellation)));
        return await Task.WhenAll(ids.Select(async id => (await changes.ChangedSolution.GetDocument(id)!.GetTextAsync(Cancellation)).ToString()));
    }

    /// <summary>Counts the compilations of a project: the generators of a project run in each.</summary>
#pragma warning disable RS1041, RS1042, RS1038 // It is handed over in person, and never loaded by a compiler.
    private sealed class CompilationCounter : AnalyzerReference, ISourceGenerator
    {
        public int Count { get; set; }

        public override string? FullPath => null;

        public override object Id => this;

        public void Initialize(GeneratorInitializationContext context)
        {
        }

        public void Execute(GeneratorExecutionContext context) => Count++;

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => [this];

        public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => [this];
    }
#pragma warning restore RS1041, RS1042, RS1038

    private sealed class Diagnostics(ImmutableArray<Diagnostic> all) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(all);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(all.Where(diagnostic => diagnostic.Location.SourceTree!.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(all);
    }
}
