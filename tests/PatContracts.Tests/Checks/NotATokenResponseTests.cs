using PatContracts.Schema;
using Xunit;

namespace PatContracts.Tests.Checks;

/// <summary>HTML pages and error bodies are recognized; payloads that may be tokens are not.</summary>
public sealed class NotATokenResponseTests
{
    [Theory]
    [InlineData("<!DOCTYPE html>\n<html></html>", "HTML")]
    [InlineData("<HTML>", "HTML")]
    [InlineData("\uFEFF\r\n\t <div>", "HTML")]
    [InlineData("<!-- maintenance --><html>", "HTML")]
    [InlineData("<?xml version=\"1.0\"?><Error/>", "XML")]
    [InlineData("""{"detailCode":"400.1 Bad Request Content","trackingId":"t","messages":[],"causes":[]}""", "an error body of the API")]
    [InlineData("""{"messages":[{"text":"canary"}],"trackingId":"canary"}""", "an error body of the API")]
    [InlineData("""{"error":"canary"}""", "an error body of the API")]
    [InlineData("""{"error":"invalid_token","error_description":"canary"}""", "an error body of the API")]
    [InlineData("""{"message":"canary"}""", "an error body of the API")]
    [InlineData("""{"detail\u0043ode":"x","messages":[]}""", "an error body of the API")]
    public void A_page_or_error_body_is_one_finding_with_the_violations_as_causes(string payload, string what)
    {
        ContractValidationResult violations = PatContract.V2026.Validate(Payloads.Utf8(payload));

        ContractValidationResult result = PatContract.V2026.Validate(Payloads.Utf8(payload), PatCheckOptions.Default);

        Finding finding = Assert.Single(result.Findings);
        Assert.Equal(("pat/not-a-token-response", FindingSeverity.Error, "Not a token response: " + what), (finding.Rule, finding.Severity, finding.Message));
        Assert.Equal(violations.Findings.Select(violation => violation.ToString()), finding.Causes.Select(cause => cause.ToString()));
        Assert.Equal((violations.IsWellFormed, violations.IsValid), (result.IsWellFormed, result.IsValid));
        Assert.DoesNotContain("canary", finding.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"i","error":"canary"}""")]
    [InlineData("""{"owner":{},"detailCode":"x","messages":[]}""")]
    [InlineData("""{"detailCode":"x"}""")]
    [InlineData("""{"detailCode":7,"messages":[]}""")]
    [InlineData("""{"messages":[]}""")]
    [InlineData("""{"error":7}""")]
    [InlineData("""{"message":"m","other":1}""")]
    [InlineData("""{}""")]
    [InlineData("""[{"error":"x"}]""")]
    [InlineData("""[]]""")]
    [InlineData("")]
    [InlineData("Service unavailable")]
    [InlineData("7")]
    public void Uncertain_payloads_keep_their_violations(string payload)
    {
        ContractValidationResult result = PatContract.V2026.Validate(Payloads.Utf8(payload), PatCheckOptions.Default);

        Assert.DoesNotContain(result.Findings, finding => finding.Rule == "pat/not-a-token-response");
    }

    [Fact]
    public void A_severity_other_than_error_does_not_make_the_payload_valid()
    {
        byte[] payload = Payloads.Utf8("""{"error":"x"}""");

        ContractValidationResult warning = PatContract.V2026.Validate(payload, PatCheckOptions.Default.With(PatCheck.NotATokenResponse, RuleSeverity.Warning));
        ContractValidationResult off = PatContract.V2026.Validate(payload, PatCheckOptions.Default.With(PatCheck.NotATokenResponse, RuleSeverity.Off));

        Assert.False(warning.IsValid);
        Assert.Equal("pat/not-a-token-response", warning.Findings[0].Rule);
        Assert.Equal(warning.Findings.Skip(1).Select(finding => finding.ToString()), off.Findings.Select(finding => finding.ToString()));
        Assert.All(off.Findings, finding => Assert.Equal("schema/required", finding.Rule));
    }

    [Fact]
    public void A_valid_token_with_properties_of_an_error_body_stays_valid()
    {
        byte[] payload = Payloads.Utf8("""{"id":"i","name":"n","scope":null,"owner":{"type":"IDENTITY","id":"o","name":"o"},"created":"2024-05-06T07:08:09Z","error":"x","detailCode":"x","messages":[]}""");

        Assert.True(PatContract.V3.Validate(payload, PatCheckOptions.Default).IsValid);
    }
}
