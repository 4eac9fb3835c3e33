using Xunit;

namespace PatContracts.Schema.Tests.Documents;

/// <summary>The documents and resources that references resolve to.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("http://h/größe.schema.json", "gr%C3%B6%C3%9Fe.schema.json")]
    [InlineData("http://h/größe.schema.json", "gr%c3%b6%c3%9fe.schema.json#")]
    [InlineData("http://h/größe.schema.json", "größe.schema.json")]
    [InlineData("http://h/gr%C3%B6%C3%9Fe.schema.json", "größe.schema.json")]
    [InlineData("http://h/a b.json", "a%20b.json")]
    [InlineData("http://h/x/../b.json", "b.json")]
    [InlineData("http://h/b.json", "http://h/x/../b.json")]
    [InlineData("http://h/b.json", "//h/x/../b.json")]
    [InlineData("http://h/b.json", "/x/y/../../b.json")]
    [InlineData("urn:example:a/../b", "urn:example:a/../b")]
    public void A_registered_document_is_found_by_every_spelling_of_its_URI(string registered, string reference)
    {
        var registry = new SchemaRegistry();
        registry.Add(new Uri(registered), """{"type":"integer"}"""u8);
        AssertLeadsToInteger($$"""{"$ref":"{{reference}}"}""", registry);
    }

    [Theory]
    [InlineData("größe.json", "gr%C3%B6%C3%9Fe.json")]
    [InlineData("http://h/x/../b.json", "b.json")]
    [InlineData("b.json", "http://h/./b.json")]
    public void An_embedded_resource_is_found_by_every_spelling_of_its_identifier(string id, string reference) =>
        AssertLeadsToInteger($$$"""{"$defs":{"d":{"$id":"{{{id}}}","type":"integer"}},"$ref":"{{{reference}}}"}""", new SchemaRegistry());

    [Theory]
    [InlineData("größe.json", "gr%C3%B6%C3%9Fe.json")]
    [InlineData("http://h/x/../b.json", "b.json")]
    public void A_registered_document_is_found_by_every_spelling_of_its_own_identifier(string id, string reference)
    {
        var registry = new SchemaRegistry();
        registry.Add(new Uri("http://h/elsewhere.json"), System.Text.Encoding.UTF8.GetBytes($$"""{"$id":"{{id}}","type":"integer"}"""));
        AssertLeadsToInteger($$"""{"$ref":"{{reference}}"}""", registry);
    }

    [Fact]
    public void A_catalog_finds_its_documents_by_every_spelling_of_their_identifiers()
    {
        ContractCatalog catalog = ContractCatalog.FromDocuments(
        [
            new("main", """{"$id":"http://h/main.json","$ref":"gr%C3%B6%C3%9Fe.json"}"""u8.ToArray()),
            new("other", """{"$id":"http://h/größe.json","type":"integer"}"""u8.ToArray()),
        ]);
        Assert.True(catalog.Get("main").IsValid("1"));
        Assert.False(catalog.Get("main").IsValid("true"));
    }

    [Theory]
    [InlineData("urn:example:größe", "urn:example:gr%C3%B6%C3%9Fe")]
    [InlineData("http://h/a/b", "a%2Fb")]
    public void Other_URIs_keep_their_spelling(string registered, string reference)
    {
        var registry = new SchemaRegistry();
        registry.Add(new Uri(registered), "true"u8);
        ContractLoadException exception = Assert.Throws<ContractLoadException>(() => Load($$"""{"$ref":"{{reference}}"}""", registry));
        Assert.Contains("cannot be resolved", exception.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_spellings_of_one_URI_cannot_both_be_registered()
    {
        var registry = new SchemaRegistry();
        registry.Add(new Uri("http://h/größe.json"), "true"u8);
        Assert.Throws<ArgumentException>(() => registry.Add(new Uri("http://h/x/../gr%C3%B6%C3%9Fe.json"), "true"u8));
    }

    [Fact]
    public void An_unresolved_reference_mentions_a_registered_document_that_could_not_be_searched()
    {
        var registry = new SchemaRegistry();
        registry.Add(new Uri("http://h/broken.json"), """{"$id": "http://h/wanted.json",}"""u8);
        ContractLoadException exception = Assert.Throws<ContractLoadException>(() => Load("""{"$ref":"wanted.json"}""", registry));
        Assert.Equal("/$ref", exception.Pointer);
        Assert.Contains("http://h/broken.json:1:32", exception.Reason, StringComparison.Ordinal);

        ContractCatalog catalog = ContractCatalog.FromDocuments([new("main", """{"$ref":"urn:wanted"}"""u8.ToArray()), new("broken", "{"u8.ToArray())]);
        exception = Assert.Throws<ContractLoadException>(() => catalog.Get("main"));
        Assert.Contains("broken:1:2", exception.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urn:m:1", "urn:m:2", "urn:m:1")]
    [InlineData("urn:m:1", "urn:m:1", "urn:m:1")]
    public void Metaschemas_that_refer_to_each_other_in_a_cycle_declare_no_dialect(string first, string second, string third)
    {
        var registry = new SchemaRegistry();
        registry.Add(new Uri(first), System.Text.Encoding.UTF8.GetBytes($$"""{"$schema":"{{second}}"}"""));
        if (second != first) registry.Add(new Uri(second), System.Text.Encoding.UTF8.GetBytes($$"""{"$schema":"{{third}}"}"""));
        ContractLoadException exception = Assert.Throws<ContractLoadException>(() => Load($$"""{"$schema":"{{first}}"}""", registry));
        Assert.Equal("/$schema", exception.Pointer);
    }

    private static void AssertLeadsToInteger(string schema, SchemaRegistry registry)
    {
        Contract contract = Load(schema, registry);
        Assert.True(contract.IsValid("1"));
        Assert.False(contract.IsValid("true"));
    }

    private static Contract Load(string schema, SchemaRegistry registry) =>
        Contract.Load(schema, new ContractLoadOptions { Registry = registry, BaseUri = new Uri("http://h/main.json") });
}
