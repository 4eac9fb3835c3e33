using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests;

/// <summary>With every rule enabled, no rule reports the samples or their files.</summary>
public class SamplesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Samples =>
    [
        // A web application requires a framework that these tests do not reference; its build enables the rules.
        .. Directory.GetFiles(Repository.File("samples"), "*.csproj", SearchOption.AllDirectories)
            .Where(project => !File.ReadAllText(project).Contains("Microsoft.NET.Sdk.Web", StringComparison.Ordinal))
            .Select(project => Path.GetFileName(Path.GetDirectoryName(project)!))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task No_rule_reports_a_sample(string sample)
    {
        string folder = Repository.File("samples/" + sample);
        IEnumerable<string> files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsBuilt(folder, file))
            .Order(StringComparer.Ordinal);
        var compilation = CSharpCompilation.Create(
            sample,
            [Parse("Usings.cs", ImplicitUsings.Sdk), .. files.Select(file => Parse(file, File.ReadAllText(file)))],
            [.. TestProject.References, .. Libraries()],
            TestProject.CompilationOptions.WithOutputKind(OutputKind.ConsoleApplication));
        Assert.Empty(compilation.GetDiagnostics(Cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        ImmutableArray<Diagnostic> diagnostics = await AllRules.Run(AllRules.SwitchOn(compilation), [.. FilesOf(folder)]);
        Assert.Empty(diagnostics);
    }

    private static SyntaxTree Parse(string path, string source) => CSharpSyntaxTree.ParseText(source, TestProject.ParseOptions, path, cancellationToken: Cancellation);

    /// <summary>The libraries that the samples use, from the references of this project.</summary>
    private static IEnumerable<MetadataReference> Libraries() =>
        Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
            .Where(file => IsLibrary(Path.GetFileName(file)))
            .Select(file => MetadataReference.CreateFromFile(file));

    private static bool IsLibrary(string file) =>
        file.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || file.StartsWith("Polly", StringComparison.Ordinal) || file == "PatContracts.Http.dll";

    /// <summary>The contracts and payloads in the project file of the sample.</summary>
    private static IEnumerable<MemoryFile> FilesOf(string folder)
    {
        foreach (string file in Directory.GetFiles(folder, "*.schema.json", SearchOption.AllDirectories).Where(file => !IsBuilt(folder, file)))
        {
            yield return MemoryFile.Schema(file, File.ReadAllText(file), Path.GetFileName(file)[..^".schema.json".Length]);
        }

        string fixtures = Path.Combine(folder, "fixtures");
        if (!Directory.Exists(fixtures)) yield break;
        foreach (string file in Directory.GetFiles(fixtures, "*.json")) yield return MemoryFile.Payload(file, File.ReadAllText(file), "access-profile");
    }

    private static bool IsBuilt(string folder, string file) => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0] is "bin" or "obj";
}
