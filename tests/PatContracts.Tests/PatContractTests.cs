using PatContracts.Schema;
using Xunit;

namespace PatContracts.Tests;

public sealed class PatContractTests
{
    [Theory]
    [InlineData("v3", "{}", "urn:pat-contracts:v3:get-personal-access-token-response")]
    [InlineData("v3", " \r\n\t[", "urn:pat-contracts:v3:get-personal-access-token-response-list")]
    [InlineData("v2025", "[{}]", "urn:pat-contracts:v2025:get-personal-access-token-response-list")]
    [InlineData("v3-list", "{}", "urn:pat-contracts:v3:get-personal-access-token-response-list")]
    [InlineData("v3-create", "[]", "urn:pat-contracts:v3:create-personal-access-token-response")]
    [InlineData("v3", "", "urn:pat-contracts:v3:get-personal-access-token-response")]
    public void Payload_decides_between_one_token_and_a_list(string name, string payload, string expected) =>
        Assert.Equal(expected, PatContract.ForPayload(name, Payloads.Utf8(payload)).Id);

    [Fact]
    public void Default_is_v3()
    {
        Assert.True(PatContract.IsValid(Payloads.Token));
        Assert.True(PatContract.IsValid($"[{Payloads.Token}]"));
        Assert.False(PatContract.IsValid(Payloads.With("expirationDate", "null")));
        Assert.True(PatContract.IsValid(Payloads.With("expirationDate", "null"), "v2025"));
    }

    [Fact]
    public void An_unknown_name_is_an_error() => Assert.Throws<KeyNotFoundException>(() => PatContract.IsValid("{}", "v9"));

    [Fact]
    public void Check_gives_contract_and_check_findings_together_in_document_order()
    {
        string payload = $"[{Payloads.With(("id", "\"\""), ("scope", null))},{Payloads.With(("created", "7"), ("expirationDate", "\"2018-01-11T18:45:37.098Z\""))}]";
        ContractValidationResult result = PatContract.Check(Payloads.Utf8(payload), checks: Payloads.Checks);

        Assert.Equal(
            ["schema/required /0", "pat/empty-credential /0/id", "schema/type /1/created", "pat/expired /1/expirationDate"],
            result.Findings.Select(finding => $"{finding.Rule} {finding.InstancePointer}").Where(finding => !finding.StartsWith("pat/duplicate", StringComparison.Ordinal)));
        Assert.False(result.IsValid);
    }

    [Fact]
    public void Check_says_only_that_a_text_is_not_JSON()
    {
        ContractValidationResult result = PatContract.Check(Payloads.Utf8(Payloads.With("id", "\"\"") + "x"), checks: Payloads.Checks);
        Assert.False(result.IsWellFormed);
        Assert.DoesNotContain(result.Findings, finding => finding.Rule.StartsWith("pat/", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_keeps_to_the_number_of_findings_that_is_asked_for()
    {
        byte[] payload = Payloads.Utf8(Payloads.With(("id", "\"\""), ("name", "\"\""), ("scope", null)));
        ContractValidationResult result = PatContract.Check(payload, checks: Payloads.Checks, options: new ValidationOptions { MaxFindings = 2 });

        Assert.Equal(["schema/required", "pat/empty-credential"], result.Findings.Select(finding => finding.Rule));
        Assert.True(result.IsTruncated);
    }

    [Fact]
    public void Findings_never_hold_what_the_payload_holds()
    {
        string payload = Payloads.With(
            ("id", "\"leak-1\""), ("name", "{\"leak-2\":\"leak-3\"}"), ("scope", "\"leak-4\""), ("owner", "{\"type\":\"leak-5\"}"), ("created", "\"leak-6\""), ("secret", "\"leak-7\""));
        ContractValidationResult result = PatContract.Check(Payloads.Utf8(payload), checks: Payloads.Checks);

        Assert.True(result.Findings.Count >= 5);
        Assert.All(result.Findings, finding => Assert.DoesNotContain("leak-", $"{finding} {finding.InstancePointer} {finding.SchemaPointer}", StringComparison.Ordinal));
    }
}
