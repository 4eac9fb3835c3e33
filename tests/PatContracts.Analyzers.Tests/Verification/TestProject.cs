using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;

namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>The references and options for compiling test sources: the reference assemblies of .NET, this product, and Newtonsoft.Json.</summary>
internal static class TestProject
{
    /// <summary>The implicit usings of the SDK, and the namespace of the product.</summary>
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using PatContracts;
        """;

    /// <summary>A framework without packages, so that the test library downloads nothing: the references come from the restored packages.</summary>
    public static ReferenceAssemblies NoPackages { get; } = new("net10.0");

    /// <summary>The framework only.</summary>
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

    /// <summary>The options of a library with nullable annotations.</summary>
    public static CSharpCompilationOptions CompilationOptions { get; } =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest);

    /// <summary>Compiles sources, for tests that do not use the test library.</summary>
    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Test",
        sources.Prepend(Usings).Select(source => CSharpSyntaxTree.ParseText(source, ParseOptions)),
        References,
        CompilationOptions);

    private static MetadataReference Reference(string file) => MetadataReference.CreateFromFile(file);

    private static string Metadata(string key) =>
        typeof(TestProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
