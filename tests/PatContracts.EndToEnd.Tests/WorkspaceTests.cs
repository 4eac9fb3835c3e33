using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Build.Locator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.MSBuild;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>Uses the sample like an editor: opens the project, requests diagnostics for unsaved text, and applies code fixes.</summary>
public sealed class WorkspaceTests
{
    /// <summary>Selects the MSBuild of the installed SDK. This must happen before types of the workspace are loaded.</summary>
    [ModuleInitializer]
    internal static void UseInstalledBuildEngine() => MSBuildLocator.RegisterDefaults();

    [Fact]
    public async Task Unsaved_edits_of_source_and_JSON_have_live_diagnostics()
    {
        using var project = new OwnContractProject();
        using MSBuildWorkspace workspace = MSBuildWorkspace.Create();
        Project opened = await Open(project, workspace);
        Assert.Empty(await Diagnose(opened));

        Document samples = opened.Documents.Single(document => document.Name == "Samples.cs");
        SourceText source = SourceText.From(OwnContractProject.Replace(project.Read("Samples.cs"), "\"MEDIUM\"", "\"HUGE\""));
        Diagnostic literal = Assert.Single(await DiagnoseDocument(samples.WithText(source)));
        Assert.Equal("PAT3001", literal.Id);
        Assert.Equal("\"HUGE\"", source.ToString(literal.Location.SourceSpan));

        TextDocument fixture = opened.AdditionalDocuments.Single(document => document.Name == "profiles.json");
        SourceText json = SourceText.From(OwnContractProject.Replace(project.Read("fixtures/profiles.json"), "\"HIGH\"", "\"HUGE\""));
        Project edited = opened.Solution.WithAdditionalDocumentText(fixture.Id, json).GetProject(opened.Id)!;
        Diagnostic file = Assert.Single(await DiagnoseFile(edited, fixture.FilePath!));
        Assert.Equal("PAT3002", file.Id);
        Assert.Equal("\"HUGE\"", json.ToString(file.Location.SourceSpan));
        Assert.Equal(fixture.FilePath, file.Location.GetLineSpan().Path);

        TextDocument schema = opened.AdditionalDocuments.Single(document => document.Name == "access-profile.schema.json");
        SourceText narrower = SourceText.From(OwnContractProject.Replace(project.Read("schemas/access-profile.schema.json"), "\"LOW\", ", ""));
        Project changed = opened.Solution.WithAdditionalDocumentText(schema.Id, narrower).GetProject(opened.Id)!;
        Assert.Equal("PAT3002", Assert.Single(await DiagnoseFile(changed, fixture.FilePath!)).Id);
    }

    [Fact]
    public async Task A_fix_applies_to_unsaved_edits()
    {
        using var project = new OwnContractProject();
        using MSBuildWorkspace workspace = MSBuildWorkspace.Create();
        Project opened = await Open(project, workspace);
        Document document = opened.Documents.Single(candidate => candidate.Name == "AccessProfile.cs");
        string original = (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
        document = document.WithText(SourceText.From(OwnContractProject.Replace(original, "\"lastReviewed\"", "\"last_reviewed\"")));

        Diagnostic slip = Assert.Single(await DiagnoseDocument(document));
        Assert.Equal("PAT4003", slip.Id);
        var actions = new List<CodeAction>();
        foreach (CodeFixProvider fix in Fixes(opened).Where(fix => fix.FixableDiagnosticIds.Contains(slip.Id)))
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, slip, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        }

        ImmutableArray<CodeActionOperation> operations = await Assert.Single(actions).GetOperationsAsync(TestContext.Current.CancellationToken);
        Solution fixedSolution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        Document after = fixedSolution.GetDocument(document.Id)!;
        Assert.Equal(original, (await after.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        Assert.Empty(await DiagnoseDocument(after));
    }

    private static async Task<Project> Open(OwnContractProject project, MSBuildWorkspace workspace)
    {
        project.Dotnet("restore").Expect(0);
        Project opened = await workspace.OpenProjectAsync(
            project.PathOf(OwnContractProject.ProjectFile),
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.DoesNotContain(workspace.Diagnostics, diagnostic => diagnostic.Kind == WorkspaceDiagnosticKind.Failure);
        return opened;
    }

    private static IEnumerable<AnalyzerFileReference> OwnReferences(Project project) => project.AnalyzerReferences
        .OfType<AnalyzerFileReference>()
        .Where(reference => Path.GetFileName(reference.FullPath).StartsWith("PatContracts.", StringComparison.Ordinal));

    private static IEnumerable<CodeFixProvider> Fixes(Project project) => OwnReferences(project)
        .SelectMany(reference => reference.GetAssembly().GetTypes())
        .Where(type => type is { IsAbstract: false, IsPublic: true } && typeof(CodeFixProvider).IsAssignableFrom(type))
        .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!);

    private static async Task<CompilationWithAnalyzers> Analyze(Project project)
    {
        Compilation compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        ImmutableArray<DiagnosticAnalyzer> analyzers = [.. OwnReferences(project).SelectMany(reference => reference.GetAnalyzers(LanguageNames.CSharp))];
        Assert.NotEmpty(analyzers);
        return compilation.WithAnalyzers(analyzers, project.AnalyzerOptions);
    }

    private static async Task<ImmutableArray<Diagnostic>> Diagnose(Project project) =>
        await (await Analyze(project)).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

    /// <summary>Returns the diagnostics that an editor requests for an open file, which exclude those at the end of a compilation.</summary>
    private static async Task<Diagnostic[]> DiagnoseDocument(Document document)
    {
        CompilationWithAnalyzers analysis = await Analyze(document.Project);
        SyntaxTree tree = (await document.GetSyntaxTreeAsync(TestContext.Current.CancellationToken))!;
        SemanticModel model = analysis.Compilation.GetSemanticModel(tree);
        return
        [
            .. await analysis.GetAnalyzerSyntaxDiagnosticsAsync(tree, TestContext.Current.CancellationToken),
            .. await analysis.GetAnalyzerSemanticDiagnosticsAsync(model, null, TestContext.Current.CancellationToken),
        ];
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnoseFile(Project project, string path)
    {
        CompilationWithAnalyzers analysis = await Analyze(project);
        AdditionalText file = project.AnalyzerOptions.AdditionalFiles.Single(candidate => candidate.Path == path);
        AnalysisResult result = await analysis.GetAnalysisResultAsync(file, TestContext.Current.CancellationToken);
        return [.. result.GetAllDiagnostics()];
    }
}
