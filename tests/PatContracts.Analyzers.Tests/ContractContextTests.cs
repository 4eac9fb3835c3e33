using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests;

/// <summary>The rules share one context for each compilation. Apart from it, only data that is derived from the text of a file is cached.</summary>
public class ContractContextTests
{
    private static readonly string[] Caches = ["ContractContext.Contexts", "FileText.Versions"];

    [Fact]
    public void A_compilation_has_one_context()
    {
        CSharpCompilation compilation = TestProject.Compile("public class C;");
        var options = new AnalyzerOptions(ImmutableArray<AdditionalText>.Empty);
        ContractContext first = Of(compilation, options);

        Assert.Same(first, Of(compilation, options));
        Assert.NotSame(first, Of(compilation.Clone(), options));
        Assert.NotSame(first, Of(compilation, new AnalyzerOptions([MemoryFile.Payload("/0/a.json", "{}", "v3")])));
    }

    [Fact]
    public void Analyzers_that_start_together_bind_the_models_once()
    {
        CSharpCompilation compilation = TestProject.Compile("public class C;");
        var options = new AnalyzerOptions(ImmutableArray<AdditionalText>.Empty);
        var contexts = new ContractContext[8];
        Parallel.For(0, contexts.Length, i => contexts[i] = Of(compilation, options));

        Assert.Single(contexts.Distinct());
    }

    [Theory]
    [InlineData("", true, false)]
    [InlineData("""[ContractModel("v3")] public class C;""", true, true)]
    public void Models_are_bound_on_first_use_if_the_project_only_references_them(string source, bool hasModels, bool declaresModels)
    {
        CSharpCompilation compilation = TestProject.Compile(source);
        ContractContext context = Of(compilation, new AnalyzerOptions(ImmutableArray<AdditionalText>.Empty));

        Assert.Equal((hasModels, declaresModels), (context.HasModels, context.DeclaresModels));
        Assert.False(context.AreModelsBound);
        Assert.False(context.Models.IsEmpty);
        Assert.True(context.AreModelsBound);
    }

    [Fact]
    public void No_other_cache_is_static()
    {
        IEnumerable<string> caches =
            from type in typeof(ContractContext).Assembly.GetTypes()
            where type.GetCustomAttribute<CompilerGeneratedAttribute>() is null
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where field.FieldType.Name == "ConditionalWeakTable`2" || typeof(IDictionary).IsAssignableFrom(field.FieldType)
            select $"{type.Name}.{field.Name}";

        Assert.Equal(Caches, caches.Order(StringComparer.Ordinal));
    }

    private static ContractContext Of(Compilation compilation, AnalyzerOptions options) =>
        ContractContext.Of(compilation, options);
}
