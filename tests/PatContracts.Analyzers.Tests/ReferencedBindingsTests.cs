using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PatContracts.Analyzers.Binding;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests;

/// <summary>Bindings in a referenced assembly are found in its metadata, or in its symbols if it has no metadata yet.</summary>
public class ReferencedBindingsTests
{
    private const string Library = """
        [assembly: ContractModel(typeof(Acme.Bound), "v2025")]

        namespace Acme
        {
            public class Bound { public string Id { get; set; } }

            [ContractModel("v3")]
            public class Token { public string Id { get; set; } }

            public class Outer
            {
                [Obsolete]
                public class Plain { public string Id { get; set; } }

                [Obsolete, ContractModel("v3-create")]
                public class Inner<T> { public string Id { get; set; } }
            }
        }

        [ContractModel("beta")]
        public class Global { public string Id { get; set; } }
        """;

    private static readonly string[] Expected = ["Bound v2025", "Global beta", "Inner v3-create", "Token v3"];

    [Fact]
    public void Bindings_of_a_compiled_assembly_are_found()
    {
        using var image = new MemoryStream();
        Assert.True(TestProject.Compile(Library).Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        Assert.Equal(Expected, BoundIn(MetadataReference.CreateFromImage(image.ToArray())));
    }

    [Fact]
    public void Bindings_of_another_project_are_found() =>
        Assert.Equal(Expected, BoundIn(TestProject.Compile(Library).ToMetadataReference()));

    private static string[] BoundIn(MetadataReference library)
    {
        CSharpCompilation project = TestProject.Compile("public class C;").WithAssemblyName("Project").AddReferences(library);
        BoundModels models = ContractContext.Of(project, new AnalyzerOptions(ImmutableArray<AdditionalText>.Empty)).Models;
        return
        [
            .. models.All
                .Where(model => model.Type.ContainingAssembly.Name != "PatContracts")
                .Select(model => $"{model.Type.Name} {model.ContractName}")
                .Order(StringComparer.Ordinal),
        ];
    }
}
