using System.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Documents;

public sealed class BundleTests
{
    [Fact]
    public void A_document_that_refers_to_no_other_is_its_own_bundle()
    {
        const string Schema = """{ "$ref": "#/$defs/a", "$defs": { "a": { "$ref": "https://json-schema.org/draft/2020-12/schema" } } }""";
        Assert.Equal(Schema, Text(Contract.Load(Schema)));
    }

    [Fact]
    public void The_bundle_means_the_same_without_a_registry()
    {
        Contract contract = Load(
            """{"items":{"$ref":"https://example.com/a.json"},"prefixItems":[{"$ref":"b.json#/$defs/x"},{"$ref":"urn:c#anchor"}]}""",
            ("https://example.com/a.json", """{"properties":{"b":{"$ref":"b.json"},"self":{"$ref":"#"}}}"""),
            ("https://example.com/b.json", """{"$id":"https://example.com/other/b.json","type":"integer","$defs":{"x":{"$ref":"../a.json"}}}"""),
            ("urn:c", """{"$defs":{"s":{"$anchor":"anchor","type":"string"}}}"""));
        Contract bundle = Contract.Load(Text(contract));
        foreach (string payload in (string[])["""[{"b":1},"s",{"b":2,"self":{"b":3}}]""", """[{"b":"x"},1,{"self":{"b":""}}]""", "[]"])
        {
            Assert.Equal(
                contract.Validate(payload).Findings.Select(finding => $"{finding.Rule} {finding.InstancePointer} {finding.Message}"),
                bundle.Validate(payload).Findings.Select(finding => $"{finding.Rule} {finding.InstancePointer} {finding.Message}"));
        }

        Assert.False(bundle.IsValid("""[{"b":"x"}]"""));
        Assert.Equal(Text(bundle), Text(Contract.Load(Text(bundle))));
    }

    [Fact]
    public void Documents_are_embedded_as_they_are_written_with_an_identifier()
    {
        Contract contract = Load(
            "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"$id\": \"urn:main\",\n  \"definitions\": {},\n  \"allOf\": [{ \"$ref\": \"urn:part\" }]\n}\n",
            ("urn:part", "{\n  \"type\": [\"object\", \"null\"]\n}\n"));
        Assert.Equal(
            "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"$id\": \"urn:main\",\n  \"definitions\": {\n    \"urn:part\": {\n      \"$id\": \"urn:part\",\n      \"type\": [\"object\", \"null\"]\n    }\n  },\n"
            + "  \"allOf\": [{ \"$ref\": \"urn:part\" }]\n}\n",
            Text(contract));
    }

    private static Contract Load(string schema, params (string Uri, string Document)[] others)
    {
        var registry = new SchemaRegistry();
        foreach ((string uri, string document) in others) registry.Add(new Uri(uri), Encoding.UTF8.GetBytes(document));
        return Contract.Load(schema, new ContractLoadOptions { Registry = registry, BaseUri = new Uri("https://example.com/main.json") });
    }

    private static string Text(Contract contract) => Encoding.UTF8.GetString(contract.Bundle().Span);
}
