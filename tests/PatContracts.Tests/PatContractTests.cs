using PatContracts.Schema;
using PatContracts.Tests.Support;
using Xunit;

namespace PatContracts.Tests;

public sealed class PatContractTests
{
    [Theory]
    [InlineData("v3", "{}", "urn:pat-contracts:v3:get-personal-access-token-response")]
    [InlineData("v3", " \r\n\t[", "urn:pat-contracts:v3:get-personal-access-token-response-list")]
    [InlineData("v2025", "[{}]", "urn:pat-contracts:v2025:get-personal-access-token-response-list")]
    [InlineData("v3", "", "urn:pat-contracts:v3:get-personal-access-token-response")]
    public void The_payload_determines_whether_it_is_one_token_or_a_list(string name, string payload, string expected) =>
        Assert.Equal(expected, PatContract.Get(name).ForPayload(Payloads.Utf8(payload)).Id);

    [Fact]
    public void The_newest_contract_accepts_what_services_of_every_version_send()
    {
        Assert.Same(PatContract.V2026, PatContract.Latest);
        Assert.Same(PatContract.Latest, PatContract.All[^1]);
        Assert.True(PatContract.Latest.IsValid(Payloads.Token));
        Assert.True(PatContract.Latest.IsValid($"[{Payloads.Token}]"));
        Assert.True(PatContract.Latest.IsValid(Payloads.With("expirationDate", "null")));
        Assert.False(PatContract.V3.IsValid(Payloads.With("expirationDate", "null")));
    }

    [Fact]
    public void Each_version_has_a_property_and_the_names_of_its_forms()
    {
        Assert.Equal(["v3-2024-02-20", "v3", "v2024", "beta", "v2025", "v2026"], PatContract.All.Select(contract => contract.Name));
        Assert.Equal(
            PatContract.All,
            [PatContract.V3From20240220, PatContract.V3, PatContract.V2024, PatContract.Beta, PatContract.V2025, PatContract.V2026]);
        foreach (PatContract contract in PatContract.All)
        {
            Assert.Same(contract, PatContract.Get(contract.Name));
            Assert.Equal((contract.Name, contract.Name + "-list", contract.Name + "-create"), (contract.Token.Name, contract.List.Name, contract.Create.Name));
            Assert.Same(PatContract.Catalog.Get(contract.Name), contract.Token.Contract);
            Assert.Same(PatContract.Catalog.Get(contract.List.Name), contract.List.Contract);
            Assert.Same(PatContract.Catalog.Get(contract.Create.Name), contract.Create.Contract);
        }
    }

    [Fact]
    public void An_unknown_version_is_an_error_that_suggests_a_similar_one()
    {
        Assert.False(PatContract.TryGet("v9", out _));
        Assert.Contains("Did you mean v2025", Assert.Throws<KeyNotFoundException>(() => PatContract.Get("v2052")).Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean v2025-list", Assert.Throws<KeyNotFoundException>(() => PatContract.Catalog.Get("v2025_list")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => PatContract.Get(null!));
    }

    [Fact]
    public async Task All_overloads_agree_on_one_token_and_on_a_list()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        var options = new ValidationOptions { UnknownProperties = RuleSeverity.Error };
        foreach (string payload in new[] { Payloads.Token, $" [{Payloads.Token}]", "", "7", "[7]", Payloads.With("strange", "1"), new string(' ', 5000) + "[{}]" })
        {
            byte[] utf8 = Payloads.Utf8(payload);
            PatContract contract = PatContract.V2025;
            foreach (ValidationOptions? settings in new[] { null, options })
            {
                ContractValidationResult expected = contract.Validate(utf8, settings);
                var sequence = new System.Buffers.ReadOnlySequence<byte>(utf8);
                Same(expected, contract.Validate(payload, settings));
                Same(expected, contract.Validate(sequence, settings));
                Same(expected, await contract.ValidateAsync(new MemoryStream(utf8), settings, cancel));
                Same(expected, await contract.ValidateAsync(new ChunkedStream(payload, 7), settings, cancel));
                Same(expected, contract.Validate(utf8, PatCheckOptions.None, settings));
                Assert.Equal(expected.IsValid, contract.IsValid(utf8, settings));
                Assert.Equal(expected.IsValid, contract.IsValid(payload, settings));
                Assert.Equal(expected.IsValid, contract.IsValid(sequence, settings));
                Assert.Equal(expected.IsValid, await contract.IsValidAsync(new ChunkedStream(payload, 3), settings, cancel));
                PatContractForm<GetPersonalAccessTokenResponse> token = contract.Token;
                Assert.Equal(token.Contract.IsValid(utf8, settings), token.IsValid(payload, settings));
                Same(token.Contract.Validate(utf8, settings), token.Validate(payload, settings));
                Same(token.Contract.Validate(utf8, settings), await token.ValidateAsync(new ChunkedStream(payload, 5), settings, cancel));
            }
        }
    }

    [Fact]
    public async Task A_null_argument_is_named()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        PatContract contract = PatContract.Latest;
        Assert.Equal("json", Assert.Throws<ArgumentNullException>(() => contract.IsValid((string)null!)).ParamName);
        Assert.Equal("json", Assert.Throws<ArgumentNullException>(() => contract.Validate((string)null!)).ParamName);
        Assert.Equal("json", Assert.Throws<ArgumentNullException>(() => contract.Read((string)null!)).ParamName);
        Assert.Equal("json", Assert.Throws<ArgumentNullException>(() => contract.ReadList((string)null!)).ParamName);
        Assert.Equal("json", Assert.Throws<ArgumentNullException>(() => contract.TryRead((string)null!, out _, out _)).ParamName);
        Assert.Equal("checks", Assert.Throws<ArgumentNullException>(() => contract.Validate("{}"u8, (PatCheckOptions)null!)).ParamName);
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await contract.IsValidAsync(null!, cancellationToken: cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await contract.ValidateAsync(null!, cancellationToken: cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await contract.ReadAsync(null!, cancellationToken: cancel));
    }

    [Fact]
    public async Task A_canceled_operation_ends_before_it_reads()
    {
        var canceled = new CancellationToken(canceled: true);
        var stream = new MemoryStream(Payloads.Utf8(Payloads.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await PatContract.Latest.IsValidAsync(stream, cancellationToken: canceled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await PatContract.Latest.ValidateAsync(stream, cancellationToken: canceled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await PatContract.Latest.ReadAsync(stream, cancellationToken: canceled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await PatContract.Latest.ReadResultAsync(stream, cancellationToken: canceled));
        Assert.Equal(0, stream.Position);
    }

    [Fact]
    public void The_create_response_is_read_by_its_own_contract()
    {
        string payload = Payloads.Of("v2026-create").ToJsonString();

        CreatePersonalAccessTokenResponse created = PatContract.V2026.Create.Read(payload);

        Assert.NotEmpty(created.Secret);
        Assert.True(PatContract.V2026.Create.TryRead(Payloads.Utf8(payload), out _, out ContractValidationResult result));
        Assert.Empty(result.Findings);
        Assert.Equal("v2026-create", Assert.Throws<ContractViolationException>(() => PatContract.V2026.Create.Read("{}")).Contract);
    }

    [Fact]
    public void A_create_request_cannot_set_properties_that_only_the_service_sets()
    {
        foreach (PatContract contract in PatContract.All)
        {
            string expiration = contract == PatContract.V3From20240220 ? "" : ",\"expirationDate\":\"2027-01-01T00:00:00Z\"";
            Assert.True(contract.CreateRequest.IsValid($$"""{"name":"n","scope":null{{expiration}}}"""), contract.Name);
            foreach (string name in new[] { "managed", "id", "secret", "owner", "created", "lastUsed" })
            {
                Finding finding = Assert.Single(contract.CreateRequest.Validate($$"""{"name":"n"{{expiration}},"{{name}}":null}""").Findings);
                Assert.Equal(("schema/not", true), (finding.Rule, finding.SchemaPointer.Contains("propertyNames", StringComparison.Ordinal)));
            }
        }
    }

    [Theory]
    [InlineData("""{"name":"n"}""", false, true)]
    [InlineData("""{"name":"n","expirationDate":null}""", false, true)]
    [InlineData("""{"name":"n","userAwareTokenNeverExpires":false}""", false, true)]
    [InlineData("""{"name":"n","expirationDate":null,"userAwareTokenNeverExpires":true}""", true, true)]
    [InlineData("""{"name":"n","expirationDate":"2027-01-01T00:00:00Z"}""", true, true)]
    [InlineData("""{"name":"n","expirationDate":"2027-01-01T00:00:00Z","accessTokenValiditySeconds":14}""", false, false)]
    [InlineData("""{"scope":[]}""", false, false)]
    public void A_token_that_never_expires_has_to_be_acknowledged_in_v2025_and_later(string json, bool inV2026, bool inV2024) => Assert.Equal(
        (inV2026, inV2024), (PatContract.V2026.CreateRequest.IsValid(json), PatContract.V2024.CreateRequest.IsValid(json)));

    [Fact]
    public void A_written_create_request_conforms_to_its_contract()
    {
        var request = new CreatePersonalAccessTokenRequest { Name = "n", Scope = ["sp:scopes:all"], UserAwareTokenNeverExpires = true };

        string json = System.Text.Json.JsonSerializer.Serialize(request, PatJson.CreateRequest);

        Assert.Equal("""{"name":"n","scope":["sp:scopes:all"],"userAwareTokenNeverExpires":true}""", json);
        Assert.Empty(PatContract.Latest.CreateRequest.Validate(json).Findings);
        Assert.Equal("n", PatContract.Latest.CreateRequest.Read(json).Name);
    }

    [Fact]
    public void A_patch_request_changes_only_what_can_be_patched()
    {
        IReadOnlyList<PatPatchOperation> operations =
        [
            PatPatchOperation.ReplaceName("n"), PatPatchOperation.ReplaceScope(["a"]), PatPatchOperation.ReplaceScope(null),
            PatPatchOperation.ReplaceExpirationDate(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)), PatPatchOperation.ReplaceExpirationDate(null),
            PatPatchOperation.ReplaceUserAwareTokenNeverExpires(true),
        ];

        string json = System.Text.Json.JsonSerializer.Serialize(operations, PatJson.PatchRequest);

        Assert.Empty(PatContract.V2026.PatchRequest.Validate(json).Findings);
        Assert.Contains("""{"op":"replace","path":"/expirationDate","value":null}""", json, StringComparison.Ordinal);
        Assert.Equal(operations.Count, PatContract.V2026.PatchRequest.Read(json).Count);
        Assert.Equal(["/3/path", "/4/path", "/5/path"], PatContract.V2024.PatchRequest.Validate(json).Findings.Select(finding => finding.InstancePointer));
        Assert.False(PatContract.V2026.PatchRequest.IsValid("""[{"op":"replace","path":"/managed","value":true}]"""));
        Assert.False(PatContract.V2026.PatchRequest.IsValid("""[{"op":"replace","path":"/name"}]"""));
        Assert.False(PatContract.V2026.PatchRequest.IsValid("[]"));
        Assert.Throws<ArgumentNullException>(() => PatPatchOperation.ReplaceName(null!));
    }

    [Fact]
    public void Date_times_without_seconds_are_accepted_on_request()
    {
        string payload = Payloads.With("created", "\"2024-05-06T07:08Z\"");
        PatContract lenient = PatContract.Latest.WithDateTimes(DateTimeProfile.Lenient);

        Assert.False(PatContract.Latest.IsValid(payload));
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 0, TimeSpan.Zero), lenient.Read(payload).Created);
        Assert.Equal("v2026", lenient.Name);
        Assert.Same(PatContract.Latest, PatContract.Latest.WithDateTimes(DateTimeProfile.Strict));
        Assert.Same(PatContract.Latest, lenient.WithDateTimes(DateTimeProfile.Strict));
        Assert.Same(lenient, lenient.WithDateTimes(DateTimeProfile.Lenient));
    }

    private static void Same(ContractValidationResult expected, ContractValidationResult actual) => Assert.Equal(
        expected.Findings.Select(finding => $"{finding} {finding.InstancePointer} {finding.SchemaPointer} {finding.Offset} {finding.Length}"),
        actual.Findings.Select(finding => $"{finding} {finding.InstancePointer} {finding.SchemaPointer} {finding.Offset} {finding.Length}"));

    [Fact]
    public void Validation_with_checks_returns_contract_and_check_findings_in_document_order()
    {
        string payload = $"[{Payloads.With(("id", "\"\""), ("scope", null))},{Payloads.With(("created", "7"), ("expirationDate", "\"2018-01-11T18:45:37.098Z\""))}]";
        ContractValidationResult result = PatContract.Latest.Validate(Payloads.Utf8(payload), Payloads.Checks);

        Assert.Equal(
            ["schema/required /0", "pat/empty-credential /0/id", "schema/type /1/created", "pat/expired /1/expirationDate"],
            result.Findings.Select(finding => $"{finding.Rule} {finding.InstancePointer}").Where(finding => !finding.StartsWith("pat/duplicate", StringComparison.Ordinal)));
        Assert.False(result.IsValid);
    }

    [Fact]
    public void Validation_with_checks_reports_only_that_a_text_is_not_JSON()
    {
        ContractValidationResult result = PatContract.Latest.Validate(Payloads.Utf8(Payloads.With("id", "\"\"") + "x"), Payloads.Checks);
        Assert.False(result.IsWellFormed);
        Assert.DoesNotContain(result.Findings, finding => finding.Rule.StartsWith("pat/", StringComparison.Ordinal));
    }

    [Fact]
    public void Validation_with_checks_respects_the_maximum_number_of_findings()
    {
        byte[] payload = Payloads.Utf8(Payloads.With(("id", "\"\""), ("name", "\"\""), ("scope", null)));
        ContractValidationResult result = PatContract.Latest.Validate(payload, Payloads.Checks, new ValidationOptions { MaxFindings = 2 });

        Assert.Equal(["schema/required", "pat/empty-credential"], result.Findings.Select(finding => finding.Rule));
        Assert.True(result.IsTruncated);
    }

    [Fact]
    public void Findings_never_contain_payload_values()
    {
        string payload = Payloads.With(
            ("id", "\"leak-1\""), ("name", "{\"leak-2\":\"leak-3\"}"), ("scope", "\"leak-4\""), ("owner", "{\"type\":\"leak-5\"}"), ("created", "\"leak-6\""), ("secret", "\"leak-7\""));
        ContractValidationResult result = PatContract.Latest.Validate(Payloads.Utf8(payload), Payloads.Checks);

        Assert.True(result.Findings.Count >= 5);
        Assert.All(result.Findings, finding => Assert.DoesNotContain("leak-", $"{finding} {finding.InstancePointer} {finding.SchemaPointer}", StringComparison.Ordinal));
    }
}
