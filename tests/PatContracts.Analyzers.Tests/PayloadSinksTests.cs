using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Analyzers.Payloads;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests;

/// <summary>Files without a sink are told by their text. Nothing that is one may be missed by that.</summary>
public class PayloadSinksTests
{
    /// <summary>What the product says of its own parameters is not looked for in projects that say nothing themselves.</summary>
    [Fact]
    public void What_the_product_declares_is_declared_on_methods_that_are_known_by_name()
    {
        Type[] types = typeof(PayloadOfAttribute).Assembly.GetTypes();
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        string[] methods =
        [
            .. types.SelectMany(type => type.GetMethods(All))
                .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(PayloadOfAttribute))))
                .Select(method => method.Name),
        ];

        Assert.NotEmpty(methods);
        Assert.All(methods, name => Assert.True(PayloadSinks.IsSinkName(name), name));
        Assert.DoesNotContain(types.SelectMany(type => type.GetMembers(All)), member => member.IsDefined(typeof(PayloadOfAttribute)));
        Assert.DoesNotContain(
            types.SelectMany(type => type.GetConstructors(All)),
            constructor => constructor.GetParameters().Any(parameter => parameter.IsDefined(typeof(PayloadOfAttribute))));
    }

    [Theory]
    [InlineData("Deserialize")]
    [InlineData("DeserializeAsyncEnumerable")]
    [InlineData("ReadFromJsonAsync")]
    [InlineData("ReadFromJsonAsAsyncEnumerable")]
    [InlineData("DeserializeObject")]
    [InlineData("ToObject")]
    [InlineData("IsValid")]
    [InlineData("Validate")]
    [InlineData("TryRead")]
    [InlineData("TryReadList")]
    [InlineData("ReadListAsync")]
    public void A_text_with_the_name_of_a_sink_is_searched(string name)
    {
        Assert.True(PayloadSinks.IsSinkName(name));
        Assert.True(PayloadSinks.MayBeNamedIn(SourceText.From($"class C {{ void M() => X.{name}(\"\"); }}")));
    }

    [Theory]
    [InlineData("class C { public string? P { get; set; } }", false)]
    [InlineData("class C { [PayloadOf(typeof(GetPersonalAccessTokenResponse))] public string? P { get; set; } }", true)]
    [InlineData("class C { public string? P { get; set; } /* PayloadOf */ }", true)]
    public void Declarations_are_looked_for_where_the_source_names_the_attribute(string source, bool expected)
    {
        CSharpCompilation compilation = TestProject.Compile(source);
        Assert.Equal(expected, PayloadSinks.MayBeDeclared(compilation));
    }

    [Fact]
    public void Declarations_are_looked_for_where_a_reference_knows_the_attribute()
    {
        CSharpCompilation library = TestProject.Compile("public class Library { public static void M() => PatContract.Latest.IsValid(\"\"u8); }");
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        MetadataReference reference = MetadataReference.CreateFromImage(image.ToArray());
        CSharpCompilation project = TestProject.Compile("public class C;").WithAssemblyName("Project").AddReferences(reference);
        Assert.True(PayloadSinks.MayBeDeclared(project));
    }
}
