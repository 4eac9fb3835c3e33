using System.Collections.Immutable;
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

    /// <summary>Performs the steps of <c>dotnet format</c>: Fix All in the solution, with the equivalence key of the first diagnostic if there is one.</summary>
    private static async Task<string[]> FormatAsync(DiagnosticAnalyzer rule, CodeFixProvider fix, params string[] sources)
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
            metadataReferences: TestProject.References));
        project = project.AddDocument("Usings.cs", TestProject.Usings).Project;
        DocumentId[] ids = new DocumentId[sources.Length];
        for (int i = 0; i < sources.Length; i++)
        {
            Document added = project.AddDocument($"Test{i}.cs", sources[i], filePath: $"/0/Test{i}.cs");
            (ids[i], project) = (added.Id, added.Project);
        }

        Compilation compilation = (await project.GetCompilationAsync(Cancellation))!;
        Assert.Empty(compilation.GetDiagnostics(Cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        ImmutableArray<Diagnostic> diagnostics = await compilation.WithAnalyzers([rule]).GetAnalyzerDiagnosticsAsync(Cancellation);
        diagnostics = [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceTree!.FilePath).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];

        Document first = project.GetDocument(diagnostics[0].Location.SourceTree)!;
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
