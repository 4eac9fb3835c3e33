using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PatContracts.Analyzers.Payloads;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests;

/// <summary>Files without the name of a payload sink are skipped. No sink may be missed because of that.</summary>
public class PayloadSinksTests
{
    /// <summary>The attributes on the parameters of the product are not searched in projects that do not use the attribute.</summary>
    [Fact]
    public void Methods_of_the_product_with_payload_parameters_are_known_by_name()
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
    public void A_source_text_with_the_name_of_a_sink_is_searched(string name)
    {
        Assert.True(PayloadSinks.IsSinkName(name));
        Assert.True(PayloadSinks.MayBeNamedIn(SourceText.From($"class C {{ void M() => X.{name}(\"\"); }}")));
    }

    [Theory]
    [InlineData("class C { public string? P { get; set; } }", false)]
    [InlineData("class C { [PayloadOf(typeof(GetPersonalAccessTokenResponse))] public string? P { get; set; } }", true)]
    [InlineData("class C { public string? P { get; set; } /* PayloadOf */ }", true)]
    public void Declarations_are_searched_if_the_source_uses_the_attribute(string source, bool expected)
    {
        CSharpCompilation compilation = TestProject.Compile(source);
        Assert.Equal(expected, PayloadSinks.MayBeDeclared(compilation));
    }

    [Fact]
    public void Declarations_are_searched_if_a_reference_uses_the_attribute()
    {
        CSharpCompilation library = TestProject.Compile("public class Library { public static void M() => PatContract.Latest.IsValid(\"\"u8); }");
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        MetadataReference reference = MetadataReference.CreateFromImage(image.ToArray());
        CSharpCompilation project = TestProject.Compile("public class C;").WithAssemblyName("Project").AddReferences(reference);
        Assert.True(PayloadSinks.MayBeDeclared(project));
    }
}
