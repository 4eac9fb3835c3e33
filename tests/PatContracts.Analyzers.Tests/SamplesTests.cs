using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests;

/// <summary>The samples show how it is done: every rule is on, and none has anything to report in them or in the files beside them.</summary>
public class SamplesTests
{
    /// <summary>What the SDK adds to every file of a program.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Samples =>
    [
        // A web program needs a framework that these tests do not compile against; its own build holds it to the rules.
        .. Directory.GetFiles(Repository.File("samples"), "*.csproj", SearchOption.AllDirectories)
            .Where(project => !File.ReadAllText(project).Contains("Microsoft.NET.Sdk.Web", StringComparison.Ordinal))
            .Select(project => Path.GetFileName(Path.GetDirectoryName(project)!))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Every_rule_is_silent_in_a_sample(string sample)
    {
        string folder = Repository.File("samples/" + sample);
        IEnumerable<string> files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsBuilt(folder, file))
            .Order(StringComparer.Ordinal);
        var compilation = CSharpCompilation.Create(
            sample,
            [Parse("Usings.cs", ImplicitUsings), .. files.Select(file => Parse(file, File.ReadAllText(file)))],
            [.. TestProject.References, .. Libraries()],
            TestProject.CompilationOptions.WithOutputKind(OutputKind.ConsoleApplication));
        Assert.Empty(compilation.GetDiagnostics(Cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        ImmutableArray<Diagnostic> diagnostics = await AllRules.Run(AllRules.SwitchOn(compilation), [.. FilesOf(folder)]);
        Assert.Empty(diagnostics);
    }

    private static SyntaxTree Parse(string path, string source) => CSharpSyntaxTree.ParseText(source, TestProject.ParseOptions, path, cancellationToken: Cancellation);

    /// <summary>The libraries that samples are written with, as this project's own packages and references bring them.</summary>
    private static IEnumerable<MetadataReference> Libraries() =>
        Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
            .Where(file => IsLibrary(Path.GetFileName(file)))
            .Select(file => MetadataReference.CreateFromFile(file));

    private static bool IsLibrary(string file) =>
        file.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || file.StartsWith("Polly", StringComparison.Ordinal) || file == "PatContracts.Http.dll";

    /// <summary>The contracts and payloads that the sample's project names.</summary>
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
