using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace PatContracts.Analyzers.Tests.Verification;

/// <summary>What test sources compile against: the pinned reference assemblies of .NET, this product, and Newtonsoft.Json.</summary>
internal static class TestReferences
{
    /// <summary>A framework that the test library need not look for: the references come from the folder that restore filled.</summary>
    public static ReferenceAssemblies None { get; } = new("net10.0");

    /// <summary>The framework alone.</summary>
    public static ImmutableArray<MetadataReference> Framework { get; } =
    [
        .. Directory.GetFiles(Metadata("FrameworkReferences"), "*.dll").Order(StringComparer.Ordinal).Select(file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>The framework, the product's assemblies and Newtonsoft.Json.</summary>
    public static ImmutableArray<MetadataReference> All { get; } =
    [
        .. Framework,
        MetadataReference.CreateFromFile(typeof(GetPersonalAccessTokenResponse).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(PatContracts.Schema.Contract).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Newtonsoft.Json.JsonConvert).Assembly.Location),
    ];

    /// <summary>The repository's root folder.</summary>
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    private static string Metadata(string key) =>
        typeof(TestReferences).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
