using Xunit;

namespace PatContracts.Schema.Tests.OpenApi;

/// <summary>Keywords of OpenAPI change reports and comparisons without changing results.</summary>
public sealed class OpenApiReportingTests
{
    [Theory]
    [InlineData("""{"kind":"cat"}""", "/required", "lives")]
    [InlineData("""{"kind":"c"}""", "/required", "lives")]
    [InlineData("""{"kind":"Dog"}""", "/required", "tricks")]
    [InlineData("""{"kind":"fish"}""", "/discriminator", null)]
    [InlineData("""{"kind":1}""", "/discriminator", null)]
    public void A_discriminator_selects_the_branch_that_is_reported(string payload, string schemaPointer, string? missing)
    {
        const string Document = """
            {"openapi":"3.0.3","components":{"schemas":{
              "Pet":{"oneOf":[{"$ref":"#/components/schemas/cat"},{"$ref":"#/components/schemas/Dog"}],"discriminator":{"propertyName":"kind","mapping":{"c":"#/components/schemas/cat"}}},
              "cat":{"type":"object","required":["lives"]},
              "Dog":{"type":"object","required":["tricks"]}}}}
            """;
        Contract contract = Contract.Load(Document, new ContractLoadOptions { Pointer = "#/components/schemas/Pet" });
        Finding finding = Assert.Single(contract.Validate(payload).Findings);
        Assert.Equal("schema/oneOf", finding.Rule);
        Finding cause = Assert.Single(finding.Causes);
        Assert.EndsWith(schemaPointer, cause.SchemaPointer, StringComparison.Ordinal);
        Assert.Equal(missing, cause.MissingProperty);
        // Without the property, every branch is reported; the result depends on the schemas alone.
        Assert.Equal(2, Assert.Single(contract.Validate("{}").Findings).Causes.Count);
        Assert.True(contract.IsValid("""{"kind":"fish","lives":9}"""));
    }

    [Fact]
    public void Keywords_ignored_by_OpenAPI_3_0_are_warnings_of_the_contracts_that_reach_them()
    {
        const string Document = """
            {"openapi":"3.0.3","components":{"schemas":{
              "A":{"type":"object","properties":{"b":{"$ref":"#/components/schemas/B"}},"x-own":1,"example":{},"nulable":true},
              "B":{"type":"string","const":"x","nullable":true,"enum":["x"]},
              "C":{"nullable":true,"allOf":[{"type":"string"}]},
              "D":{"type":"string","nullable":true}}}}
            """;
        var document = OpenApiContracts.Load(System.Text.Encoding.UTF8.GetBytes(Document));
        string[] ofB = ["/components/schemas/B/const", "/components/schemas/B/nullable"];
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(["/components/schemas/A/nulable", .. ofB], document.GetContract("#/components/schemas/A").Warnings.Select(static warning => warning.Pointer));
            Assert.Equal(ofB, document.GetContract("#/components/schemas/B").Warnings.Select(static warning => warning.Pointer));
            Assert.Equal(["/components/schemas/C/nullable"], document.GetContract("#/components/schemas/C").Warnings.Select(static warning => warning.Pointer));
            Assert.Empty(document.GetContract("#/components/schemas/D").Warnings);
        }

        ContractWarning warning = document.GetContract("#/components/schemas/A").Warnings[0];
        Assert.Equal(2, warning.Line);
        Assert.Contains("The keyword \"nulable\" is not known and is ignored. Did you mean nullable?", warning.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"type\":\"string\"", "\"type\":\"string\",\"readOnly\":true", ContractChangeKind.AccessChanged, ContractImpact.BreaksWriters)]
    [InlineData("\"type\":\"string\",\"readOnly\":true", "\"type\":\"string\"", ContractChangeKind.AccessChanged, ContractImpact.Safe)]
    [InlineData("\"type\":\"string\"", "\"type\":\"string\",\"writeOnly\":true", ContractChangeKind.AccessChanged, ContractImpact.BreaksReaders)]
    [InlineData("\"type\":\"string\"", "\"type\":\"string\",\"nullable\":true", ContractChangeKind.NullAllowed, ContractImpact.BreaksReaders)]
    [InlineData("\"type\":\"string\",\"nullable\":true", "\"type\":\"string\"", ContractChangeKind.NullForbidden, ContractImpact.BreaksWriters)]
    [InlineData("\"discriminator\":{\"propertyName\":\"a\"}", "\"discriminator\":{\"propertyName\":\"b\"}", ContractChangeKind.DiscriminatorChanged, ContractImpact.BreaksReaders | ContractImpact.BreaksWriters)]
    [InlineData("\"type\":\"object\"", "\"type\":\"object\",\"discriminator\":{\"propertyName\":\"b\"}", ContractChangeKind.DiscriminatorChanged, ContractImpact.Safe)]
    [InlineData("\"discriminator\":{\"propertyName\":\"a\",\"mapping\":{\"x\":\"X\"}}", "\"discriminator\":{\"propertyName\":\"a\",\"mapping\":{\"x\":\"X\",\"y\":\"Y\"}}", ContractChangeKind.DiscriminatorChanged, ContractImpact.BreaksReaders)]
    public void Access_nullability_and_discriminators_are_compared(string old, string @new, ContractChangeKind kind, ContractImpact impact)
    {
        var options = new ContractLoadOptions { Dialect = Dialect.OpenApi30 };
        ContractChange change = Assert.Single(ContractComparison.Compare(
            Contract.Load("{\"properties\":{\"p\":{" + old + "}}}", options), Contract.Load("{\"properties\":{\"p\":{" + @new + "}}}", options)));
        Assert.Equal((kind, impact, "/p"), (change.Kind, change.Impact, change.Pointer));
    }

    [Theory]
    [InlineData("""{"c":"#/components/schemas/Cat","d":"Dog"}""", """{"d":"#/components/schemas/Dog","c":"Cat"}""", "")]
    [InlineData("{}", """{"Cat":"Cat"}""", "")]
    [InlineData("""{"c":"Cat"}""", """{"k":"Cat"}""", "/p: breaks readers: new values of the discriminator kind: k; /p: breaks writers: removed values of the discriminator kind: c")]
    [InlineData("{}", """{"c":"Cat"}""", "/p: breaks readers: new values of the discriminator kind: c; /p: breaks writers: removed values of the discriminator kind: Cat")]
    [InlineData("""{"x":"Cat","y":"Dog"}""", """{"x":"Dog","y":"Cat"}""", "/p: breaks readers and writers: values of the discriminator kind that name another alternative: x, y")]
    public void Discriminator_values_are_compared_by_the_alternatives_they_name(string old, string @new, string changes)
    {
        Assert.Equal(changes, string.Join("; ", ContractComparison.Compare(Load(old), Load(@new))));

        static Contract Load(string mapping) => Contract.Load(
            "{\"openapi\":\"3.0.3\",\"components\":{\"schemas\":{\"T\":{\"properties\":{\"p\":{\"oneOf\":[{\"$ref\":\"#/components/schemas/Cat\"},{\"$ref\":\"#/components/schemas/Dog\"}],"
                + "\"discriminator\":{\"propertyName\":\"kind\",\"mapping\":" + mapping + "}}}},\"Cat\":{\"required\":[\"lives\"]},\"Dog\":{\"required\":[\"tricks\"]}}}}",
            new ContractLoadOptions { Pointer = "#/components/schemas/T" });
    }

    [Fact]
    public void Items_next_to_a_type_other_than_array_are_not_a_change() => Assert.Empty(ContractComparison.Compare(
        Contract.Load("""{"type":"integer"}"""), Contract.Load("""{"type":"integer","items":{"type":"string"}}""")));

    [Fact]
    public void A_change_of_direction_changes_the_required_properties()
    {
        const string Document = """{"openapi":"3.0.3","components":{"schemas":{"T":{"required":["id"],"properties":{"id":{"type":"string","readOnly":true}}}}}}""";
        var options = new ContractLoadOptions { Pointer = "#/components/schemas/T" };
        ContractChange change = Assert.Single(ContractComparison.Compare(
            Contract.Load(Document, options with { Direction = ContractDirection.Response }), Contract.Load(Document, options with { Direction = ContractDirection.Request })));
        Assert.Equal(ContractChangeKind.BecameOptional, change.Kind);
    }
}
