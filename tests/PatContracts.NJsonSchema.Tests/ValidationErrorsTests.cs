using NJsonSchema.Validation;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.NJsonSchema.Tests;

public sealed class ValidationErrorsTests
{
    [Theory]
    [InlineData("scope", null, "PropertyRequired #/scope scope")]
    [InlineData("id", "7", "StringExpected #/id id")]
    [InlineData("managed", "null", "BooleanExpected #/managed managed")]
    [InlineData("owner", "[]", "ObjectExpected #/owner owner")]
    [InlineData("scope", "\"x\"", "NoTypeValidates #/scope scope")]
    [InlineData("owner", "{\"type\":\"USER\"}", "NotInEnumeration #/owner.type type")]
    [InlineData("accessTokenValiditySeconds", "2147483648", "IntegerTooBig #/accessTokenValiditySeconds accessTokenValiditySeconds")]
    public void Kind_path_and_property_are_those_of_NJsonSchema(string member, string? value, string expected)
    {
        Contract contract = PatContract.Catalog.Get("v3");
        string payload = Payloads.With(member, value);
        Assert.Equal([expected], contract.ValidateAsNJsonSchema(payload).Select(Describe));

        // NJsonSchema reports the same for the keywords that it evaluates.
        if (expected.StartsWith("Integer", StringComparison.Ordinal)) return;
        Assert.Equal([expected], contract.ToNJsonSchema().Validate(payload).Select(Describe));
    }

    [Theory]
    [InlineData("""{"required":["a\"b.c"]}""", "PropertyRequired #/a\"b.c a\"b.c")]
    [InlineData("""{"dependentRequired":{"x":["y"]}}""", "PropertyRequired #/y y")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","dependencies":{"x":["y"]}}""", "PropertyRequired #/y y")]
    public void A_missing_member_is_reported_with_any_name(string schema, string expected) =>
        Assert.Equal([expected], Contract.Load(schema).ValidateAsNJsonSchema("""{"x":1}""").Select(Describe));

    [Fact]
    public void A_missing_member_is_reported_at_its_object()
    {
        Contract contract = Contract.Load("""{"items":{"properties":{"owner":{"required":["id"]}}}}""");
        Assert.Equal(["PropertyRequired #/[1].owner.id id"], contract.ValidateAsNJsonSchema("""[{},{"owner":{}}]""").Select(Describe));
    }

    [Fact]
    public void Paths_include_list_indexes()
    {
        ValidationError error = Assert.Single(PatContract.Catalog.Get("v3-list").ValidateAsNJsonSchema($"[{Payloads.Token},{Payloads.With("owner", "{\"id\":1}")}]"));
        Assert.Equal("StringExpected #/[1].owner.id id", Describe(error));
    }

    [Fact]
    public void An_invalid_date_time_is_reported_as_DateTimeExpected() => Assert.Equal(
        ["DateTimeExpected #/created created"],
        PatContract.Catalog.Get("v3").ValidateAsNJsonSchema(Payloads.With("created", "\"2017-02-30T00:00:00Z\"")).Select(Describe));

    [Fact]
    public void Text_that_is_not_JSON_is_an_error_and_not_an_exception() => Assert.Equal(
        ["Unknown #/ "],
        PatContract.Catalog.Get("v3").ValidateAsNJsonSchema("{} trailing").Where(error => error.Kind != ValidationErrorKind.PropertyRequired).Select(Describe));

    [Fact]
    public void Errors_contain_the_finding_and_no_payload_value()
    {
        ValidationError error = Assert.Single(PatContract.Catalog.Get("v3").ValidateAsNJsonSchema(Payloads.With("created", "\"leaked\"")));
        Assert.Null(error.Token);
        Assert.DoesNotContain("leaked", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("schema/format", Assert.IsType<ContractValidationError>(error).Finding.Rule);
    }

    [Fact]
    public void A_valid_payload_has_no_errors() => Assert.Empty(PatContract.Catalog.Get("v3").ValidateAsNJsonSchema(Payloads.Token));

    private static string Describe(ValidationError error) => $"{error.Kind} {error.Path} {error.Property}";
}
