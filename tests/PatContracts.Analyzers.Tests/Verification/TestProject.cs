using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;

namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>What test sources compile against and with: the pinned reference assemblies of .NET, this product, and Newtonsoft.Json.</summary>
internal static class TestProject
{
    /// <summary>What the SDK's implicit usings give, and the product's namespace.</summary>
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using PatContracts;
        """;

    /// <summary>A framework that the test library need not download: the references come from the folder that restore filled.</summary>
    public static ReferenceAssemblies NoPackages { get; } = new("net10.0");

    /// <summary>The framework alone.</summary>
    public static ImmutableArray<MetadataReference> Framework { get; } =
    [
        .. Directory.GetFiles(Metadata("FrameworkReferences"), "*.dll").Order(StringComparer.Ordinal).Select(Reference),
    ];

    /// <summary>The framework, the product's assemblies and Newtonsoft.Json.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. Framework,
        Reference(typeof(GetPersonalAccessTokenResponse).Assembly.Location),
        Reference(typeof(Schema.Contract).Assembly.Location),
        Reference(typeof(Newtonsoft.Json.JsonConvert).Assembly.Location),
    ];

    /// <summary>A library with nullable annotations.</summary>
    public static CSharpCompilationOptions CompilationOptions { get; } =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest);

    /// <summary>A compilation of sources, for tests that look below the rules.</summary>
    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Test",
        sources.Prepend(Usings).Select(source => CSharpSyntaxTree.ParseText(source, ParseOptions)),
        References,
        CompilationOptions);

    private static MetadataReference Reference(string file) => MetadataReference.CreateFromFile(file);

    private static string Metadata(string key) =>
        typeof(TestProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
