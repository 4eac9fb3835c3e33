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
    public void The_bundle_has_the_same_meaning_without_a_registry()
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
    public void Documents_are_embedded_verbatim_with_an_identifier()
    {
        Contract contract = Load(
            "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"$id\": \"urn:main\",\n  \"definitions\": {},\n  \"allOf\": [{ \"$ref\": \"urn:part\" }]\n}\n",
            ("urn:part", "{\n  \"type\": [\"object\", \"null\"]\n}\n"));
        Assert.Equal(
            "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"$id\": \"urn:main\",\n  \"definitions\": {\n    \"urn:part\": {\n      \"$id\": \"urn:part\",\n      \"type\": [\"object\", \"null\"]\n    }\n  },\n"
            + "  \"allOf\": [{ \"$ref\": \"urn:part\" }]\n}\n",
            Text(contract));
    }

    [Theory]
    [InlineData("http://json-schema.org/draft-07/schema", """{"properties":{"b":{"$ref":"b.json"}},"required":["b"]}""")]
    [InlineData("http://json-schema.org/draft-07/schema", """{"$ref":"b.json"}""")]
    [InlineData("http://json-schema.org/draft-04/schema", """{"definitions":{},"$ref":"b.json"}""")]
    [InlineData("https://json-schema.org/draft/2020-12/schema", """{"$ref":"b.json"}""")]
    [InlineData("https://json-schema.org/draft/2020-12/schema", """{"$id":"main.json","properties":{"b":{"$ref":"b.json"}},"required":["b"]}""")]
    public void A_document_that_others_refer_back_to_gets_an_identifier(string dialect, string schema)
    {
        Contract contract = Load(
            $"{{\"$schema\":\"{dialect}\",{schema[1..]}",
            ("https://example.com/b.json", """{"type":"object","properties":{"main":{"$ref":"main.json"},"n":{"type":"integer"}}}"""));
        Contract bundle = Contract.Load(Text(contract));
        Assert.Equal(contract.Dialect, bundle.Dialect);
        foreach (string payload in (string[])["""{"b":{"n":1}}""", """{"n":1,"main":{"b":{"n":"x"},"n":"x"}}""", """{"b":{"main":{"b":{"n":"x"}}}}""", """{"b":{"main":{}}}""", """{"main":{"main":{"n":""}}}"""])
        {
            Assert.Equal(
                contract.Validate(payload).Findings.Select(finding => $"{finding.Rule} {finding.InstancePointer}"),
                bundle.Validate(payload).Findings.Select(finding => $"{finding.Rule} {finding.InstancePointer}"));
        }

        Assert.False(bundle.IsValid("""{"b":{"main":{"b":{"n":"x"}}},"main":{"b":{"n":"x"},"n":"x"}}"""));
    }

    [Fact]
    public void The_bundle_names_the_dialect_that_a_document_was_read_in()
    {
        Contract chosen = Contract.Load("""{"type":"string","nullable":true}""", new ContractLoadOptions { Dialect = Dialect.OpenApi30 });
        Assert.Equal("""{ "$schema": "https://spec.openapis.org/oas/3.0/schema/2021-09-28","type":"string","nullable":true}""", Text(chosen));
        Contract overridden = Contract.Load("""{"$schema":"http://json-schema.org/draft-07/schema#","items":[{}]}""", new ContractLoadOptions { Dialect = Dialect.Draft201909 });
        Assert.Equal("""{"$schema":"https://json-schema.org/draft/2019-09/schema","items":[{}]}""", Text(overridden));
    }

    [Fact]
    public void Embedded_documents_of_another_dialect_keep_it()
    {
        Contract contract = Load(
            """{"properties":{"a":{"$ref":"api.json#/components/schemas/T"},"old":{"$ref":"old.json"}}}""",
            ("https://example.com/api.json", """{"openapi":"3.0.3","components":{"schemas":{"T":{"type":"string","nullable":true},"U":{"$ref":"#/nowhere"}}}}"""),
            ("https://example.com/old.json", """{"$schema":"http://json-schema.org/draft-04/schema#","type":"integer"}"""));
        Contract bundle = Contract.Load(Text(contract));
        foreach (Contract each in (Contract[])[contract, bundle])
        {
            Assert.True(each.IsValid("""{"a":null,"old":1}"""));
            Assert.False(each.IsValid("""{"a":1}"""));
            Assert.False(each.IsValid("""{"old":1.0}"""));
        }
    }

    private static Contract Load(string schema, params (string Uri, string Document)[] others)
    {
        var registry = new SchemaRegistry();
        foreach ((string uri, string document) in others) registry.Add(new Uri(uri), Encoding.UTF8.GetBytes(document));
        return Contract.Load(schema, new ContractLoadOptions { Registry = registry, BaseUri = new Uri("https://example.com/main.json") });
    }

    private static string Text(Contract contract) => Encoding.UTF8.GetString(contract.Bundle().Span);
}
