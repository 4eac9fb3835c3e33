using System.Collections.Immutable;
using System.IO.Compression;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace PatContracts.EndToEnd.Tests;

/// <summary>Runs the packed analyzers with the oldest supported compiler, an intermediate one, and the newest.</summary>
public sealed class CompilerVersionTests
{
    /// <summary>A program with a mistake for each kind of analysis: the flow of an object, an operation, a text, a class.</summary>
    private const string Program = """"
        using System.Text.Json;
        using PatContracts;

        public static class Tokens
        {
            public static GetPersonalAccessTokenResponse Create()
            {
                return new GetPersonalAccessTokenResponse { Id = "a1", Owner = new PatOwner { Id = "o1" }, Managed = false };
            }

            public static PatOwner? Owner() => JsonSerializer.Deserialize<PatOwner>("""{ "type": "ROBOT" }""");

            public static void Rename(GetPersonalAccessTokenResponse token) => token.Name = null!;
        }

        [ContractModel("v3")]
        public class Token
        {
            public string? Id { get; set; }
            public string? Name { get; set; }
            public string[]? Scope { get; set; }
            public object? Owner { get; set; }
        }
        """";

    private static readonly string[] Expected =
    [
        "(8,16): warning PAT1001: GetPersonalAccessTokenResponse lacks `name`, `scope` and `created` when it is returned here",
        "(11,90): warning PAT3001: The JSON violates contract `v2026`: Expected \"IDENTITY\"",
        "(13,85): warning PAT1003: `name` must not be null",
        "(17,14): warning PAT4001: Token has no member for `created`, which contract `v3` requires",
    ];

    [Fact]
    public async Task The_oldest_supported_compiler_loads_them()
    {
        Assert.Equal(new Version(4, 8, 0, 0), typeof(CSharpCompilation).Assembly.GetName().Version);
        using var consumer = new Consumer();
        string folder = consumer.Folder;
        using (ZipArchive package = ZipFile.OpenRead(PackedPackages.PathOf("PatContracts"))) package.ExtractToDirectory(folder);
        string engine = Path.Combine(folder, "PatContracts.Schema.dll");
        File.WriteAllBytes(engine, PackedPackages.ReadBytes(PackedPackages.PathOf("PatContracts.Schema"), "lib/net10.0/PatContracts.Schema.dll"));
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Consumer",
            [CSharpSyntaxTree.ParseText(Program, new CSharpParseOptions(LanguageVersion.CSharp12), cancellationToken: TestContext.Current.CancellationToken)],
            [
                .. platform
                    .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
                    .Select(path => MetadataReference.CreateFromFile(path)),
                MetadataReference.CreateFromFile(Path.Combine(folder, "lib", "net10.0", "PatContracts.dll")),
                MetadataReference.CreateFromFile(engine),
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        var loader = new FolderLoader();
        ImmutableArray<DiagnosticAnalyzer> analyzers = [.. Directory.GetFiles(Path.Combine(folder, "analyzers", "dotnet", "roslyn4.8", "cs"), "*.dll")
            .SelectMany(path => new AnalyzerFileReference(path, loader).GetAnalyzers(LanguageNames.CSharp))];
        Assert.True(analyzers.Length >= 15, $"only {analyzers.Length} analyzers were found");
        ImmutableArray<Diagnostic> diagnostics = await compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            Expected.Order(StringComparer.Ordinal),
            diagnostics
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
                .Select(diagnostic => diagnostic.ToString())
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("4.14.0")]
    [InlineData("5.9.0")]
    public void A_newer_compiler_reports_the_same(string toolset)
    {
        using Consumer consumer = new Consumer()
            .Project(
                "App.csproj",
                "net8.0",
                $"""<ItemGroup><PackageReference Include="Microsoft.Net.Compilers.Toolset" Version="{toolset}" PrivateAssets="all" /></ItemGroup>""",
                properties: "<LangVersion>12</LangVersion>")
            .Write("Program.cs", Program);
        consumer.Dotnet("build").Expect(0).Says([.. Expected.Select(line => "Program.cs" + line)]);
    }

    /// <summary>Loads analyzers from their folder, as the compiler does, separately from the assemblies of this program.</summary>
    private sealed class FolderLoader : IAnalyzerAssemblyLoader
    {
        private readonly AssemblyLoadContext _context = new("analyzers");

        public FolderLoader() => _context.Resolving += (context, name) =>
            _folder is not null && File.Exists(Path.Combine(_folder, name.Name + ".dll"))
                ? context.LoadFromAssemblyPath(Path.Combine(_folder, name.Name + ".dll"))
                : null;

        private string? _folder;

        public void AddDependencyLocation(string fullPath) => _folder = Path.GetDirectoryName(fullPath);

        public Assembly LoadFromPath(string fullPath)
        {
            _folder = Path.GetDirectoryName(fullPath);
            return _context.LoadFromAssemblyPath(fullPath);
        }
    }
}
