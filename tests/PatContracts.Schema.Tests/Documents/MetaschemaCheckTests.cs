using PatContracts.Schema.Tests.Findings;
using Xunit;

namespace PatContracts.Schema.Tests.Documents;

public sealed class MetaschemaCheckTests
{
    private const string Draft7 = "http://json-schema.org/draft-07/schema#";
    private const string Draft4 = "http://json-schema.org/draft-04/schema#";

    [Theory]
    [InlineData("\uFEFF \n{'title': «5»}", "/title")]
    [InlineData("{'$defs': {'a': {'description': «[»]}}}", "/$defs/a/description")]
    [InlineData("{'properties': {'a': {'deprecated': «'yes'»}}}", "/properties/a/deprecated")]
    public void Annotations_are_checked_at_their_location(string schema, string pointer)
    {
        Marked marked = Marked.Parse(schema);
        ContractLoadException exception = Assert.Throws<ContractLoadException>(() => Contract.Load(marked.Utf8));
        Assert.Equal((pointer, marked.Offset, marked.Line, marked.Column), (exception.Pointer, exception.Offset, exception.Line, exception.Column));
        Contract.Load(marked.Utf8, new ContractLoadOptions { CheckMetaschema = false });
    }

    // items as a list is an error in 2020-12, and a boolean exclusiveMinimum in draft-07.
    [Fact]
    public void A_resource_of_another_dialect_is_checked_against_its_own_metaschema()
    {
        string inner = $"{{'$id':'urn:inner','$schema':'{Draft4}','id':'urn:inner','minimum':1,'exclusiveMinimum':true}}";
        string outer = $"{{'$id':'urn:outer','$schema':'{Draft7}','items':[{{}},{{}}],'definitions':{{'inner':{inner}}}}}";
        Contract contract = Contract.Load(Json($"{{'$defs':{{'outer':{outer}}},'items':{{'$ref':'urn:outer'}},'minLength':1}}"));
        Assert.True(contract.IsValid("[[1,2]]"));
    }

    [Theory]
    [InlineData("{'$defs': {'a': {'$id': 'urn:a', '$schema': 'DRAFT7', 'items': [{}, {'title': «5»}]}}}", "/$defs/a/items/1/title")]
    [InlineData("{'$defs': {'a': {'$id': 'urn:a', '$schema': 'DRAFT7', 'items': [{}]}, 'b': {'title': «5»}}}", "/$defs/b/title")]
    [InlineData("{'title': «5», '$defs': {'a': {'$id': 'urn:a', '$schema': 'DRAFT7', 'items': [{}]}}}", "/title")]
    public void An_error_in_a_document_of_several_dialects_has_its_location_in_the_document(string schema, string pointer)
    {
        Marked marked = Marked.Parse(schema.Replace("DRAFT7", Draft7, StringComparison.Ordinal));
        ContractLoadException exception = Assert.Throws<ContractLoadException>(() => Contract.Load(marked.Utf8));
        Assert.Equal((pointer, marked.Offset, marked.Line, marked.Column), (exception.Pointer, exception.Offset, exception.Line, exception.Column));
    }

    private static string Json(string text) => text.Replace('\'', '"');
}
