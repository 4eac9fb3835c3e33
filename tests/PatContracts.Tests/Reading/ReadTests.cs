using System.Text;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.Tests.Reading;

public sealed class ReadTests
{
    private const string Whole =
        """
        {
          "id": "86f1dc6fe8f54414950454cbb11278fa",
          "name": "Ätna \u00e9\n",
          "scope": ["sp:scopes:all", "idn:nelm:manage"],
          "owner": {"type": "IDENTITY", "id": "2c91", "name": "O"},
          "created": "2017-07-11T18:45:37.098Z",
          "lastUsed": "2018-07-11T18:45:37+02:00",
          "managed": true,
          "accessTokenValiditySeconds": 36900,
          "expirationDate": "2026-12-31T23:59:59.999Z",
          "userAwareTokenNeverExpires": false
        }
        """;

    private const string Small = """{"id":"i","name":"n","scope":null,"owner":{},"created":"2024-05-06T07:08:09Z"}""";

    [Fact]
    public void Every_member_is_read()
    {
        GetPersonalAccessTokenResponse token = PatContract.V2026.Read(Whole);

        Assert.Equal(("86f1dc6fe8f54414950454cbb11278fa", "Ätna é\n"), (token.Id, token.Name));
        Assert.Equal(["sp:scopes:all", "idn:nelm:manage"], token.Scope);
        Assert.Equal(new PatOwner { Type = "IDENTITY", Id = "2c91", Name = "O" }, token.Owner);
        Assert.Equal(new DateTimeOffset(2017, 7, 11, 18, 45, 37, 98, TimeSpan.Zero), token.Created);
        Assert.True(token.LastUsed!.Value.EqualsExact(new DateTimeOffset(2018, 7, 11, 18, 45, 37, TimeSpan.FromHours(2))));
        Assert.True(token.Managed);
        Assert.Equal(36900, token.AccessTokenValiditySeconds);
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 23, 59, 59, 999, TimeSpan.Zero), token.ExpirationDate);
        Assert.False(token.UserAwareTokenNeverExpires);
    }

    [Fact]
    public void Absent_and_null_members_have_default_values()
    {
        GetPersonalAccessTokenResponse token = PatContract.Latest.Read(Small);

        Assert.Null(token.Scope);
        Assert.Equal(new PatOwner(), token.Owner);
        Assert.Null(token.LastUsed);
        Assert.False(token.Managed);
        Assert.Null(token.AccessTokenValiditySeconds);
        Assert.Null(token.ExpirationDate);
        Assert.Null(token.UserAwareTokenNeverExpires);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-1.5e+3")]
    [InlineData("\"\"")]
    [InlineData("\"]}\\\"{[\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[ ]")]
    [InlineData("""{"a":[{"b":"}"},[[]],"]"],"c":{"d":null}}""")]
    public void Unknown_members_are_ignored(string value)
    {
        string json = $$$"""{"unknown":{{{value}}},"id":"i", "x" : {{{value}}} ,"name":"n","scope":[],"owner":{"x":{{{value}}},"id":"o","y":{{{value}}} },"created":"2024-05-06T07:08:09Z","z":{{{value}}}}""";

        GetPersonalAccessTokenResponse token = PatContract.Latest.Read(json);

        Assert.Equal(("i", "n", "o"), (token.Id, token.Name, token.Owner.Id));
        Assert.Equal([], token.Scope);
    }

    [Fact]
    public void Names_and_values_may_be_escaped()
    {
        const string Json =
            """{"\u0069d":"\u0041\ud83d\ude00","na\u006De":"","scope":["\u0073p","\/"],"own\u0065r":{"t\u0079pe":"IDENTIT\u0059"},"created":"2024\u002d05-06T07:08:09Z"}""";

        GetPersonalAccessTokenResponse token = PatContract.Latest.Read(Json);

        Assert.Equal("A\U0001F600", token.Id);
        Assert.Equal(["sp", "/"], token.Scope);
        Assert.Equal("IDENTITY", token.Owner.Type);
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), token.Created);
    }

    [Theory]
    [InlineData("43200", 43200)]
    [InlineData("43200.0", 43200)]
    [InlineData("4.32e4", 43200)]
    [InlineData("432000E-1", 43200)]
    [InlineData("-0", 0)]
    [InlineData("-2147483648", int.MinValue)]
    [InlineData("2147483647.000", int.MaxValue)]
    public void An_integer_can_be_written_in_any_notation(string written, int value) =>
        Assert.Equal(value, PatContract.Latest.Read(Small.Replace("}}", $$"""},"accessTokenValiditySeconds":{{written}}}""", StringComparison.Ordinal).Replace(
            "\"created\"", $"\"accessTokenValiditySeconds\":{written},\"created\"", StringComparison.Ordinal)).AccessTokenValiditySeconds);

    [Theory]
    [InlineData("2024-05-06T07:08:09+05:30", "2024-05-06T07:08:09.0000000+05:30")]
    [InlineData("2024-05-06T07:08:09.123456789Z", "2024-05-06T07:08:09.1234567+00:00")]
    [InlineData("2024-05-06T07:08:09.99999999999999999999Z", "2024-05-06T07:08:09.9999999+00:00")]
    [InlineData("2024-05-06t07:08:09z", "2024-05-06T07:08:09.0000000+00:00")]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.9999999+00:00")]
    [InlineData("2017-01-01T00:59:60.5+01:00", "2017-01-01T00:59:59.9999999+01:00")]
    [InlineData("2024-05-06T07:08:09+23:59", "2024-05-05T07:09:09.0000000+00:00")]
    [InlineData("2024-05-06T07:08:09-14:00", "2024-05-06T07:08:09.0000000-14:00")]
    [InlineData("0000-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000+00:00")]
    [InlineData("0001-01-01T00:00:00+10:00", "0001-01-01T00:00:00.0000000+00:00")]
    [InlineData("9999-12-31T23:59:59-10:00", "9999-12-31T23:59:59.9999999+00:00")]
    public void Date_times_are_read_as_documented(string written, string value) =>
        Assert.Equal(value, PatContract.Latest.Read(Small.Replace("2024-05-06T07:08:09Z", written, StringComparison.Ordinal)).Created.ToString("O"));

    [Fact]
    public void The_last_of_two_members_is_used_if_the_options_allow_both()
    {
        string json = Small.Replace("\"name\":\"n\"", "\"name\":\"n\",\"name\":\"m\"", StringComparison.Ordinal);

        Assert.Throws<ContractViolationException>(() => PatContract.Latest.Read(json));
        Assert.Equal("m", PatContract.Latest.Read(json, options: new ValidationOptions { DuplicateNames = RuleSeverity.Off }).Name);
    }

    [Fact]
    public void The_message_contains_the_findings_as_text()
    {
        ContractViolationException exception = Assert.Throws<ContractViolationException>(
            () => PatContract.V2026.Read("""{"id":"i","scope":7,"owner":{}}"""));

        Assert.Equal(3, exception.Findings.Count);
        Assert.Contains("violates the contract v2026: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("The required properties \"name\" and \"created\" are missing", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(", and 1 more", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_violation_throws_an_exception_with_the_findings_and_without_values()
    {
        const string Json = """{"id":"secret-id","name":"secret-name","scope":null,"owner":{"type":"ROBOT"},"created":"yesterday"}""";

        ContractViolationException exception = Assert.Throws<ContractViolationException>(() => PatContract.V2025.Read(Json));

        Assert.Equal("v2025", exception.Contract);
        Assert.Equal(["/owner/type", "/created"], exception.Findings.Select(finding => finding.InstancePointer));
        foreach (string canary in new[] { "secret-id", "secret-name", "ROBOT", "yesterday" }) Assert.DoesNotContain(canary, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_returns_findings_instead()
    {
        Assert.False(PatContract.Latest.TryRead("""{"id":7}"""u8, out GetPersonalAccessTokenResponse? token, out ContractValidationResult result));
        Assert.Null(token);
        Assert.Contains(result.Findings, finding => finding is { Rule: "schema/type", InstancePointer: "/id" });

        Assert.True(PatContract.Latest.TryRead(Encoding.UTF8.GetBytes(Small), out token, out result));
        Assert.Equal("i", token.Id);
        Assert.Empty(result.Findings);
    }

    [Fact]
    public void Findings_that_are_not_errors_are_returned_with_the_token()
    {
        string json = Small.Replace("\"id\"", "\"colour\":1,\"id\"", StringComparison.Ordinal);

        Assert.True(PatContract.Latest.TryRead(
            Encoding.UTF8.GetBytes(json), new ValidationOptions { UnknownProperties = RuleSeverity.Warning }, out GetPersonalAccessTokenResponse? token, out ContractValidationResult result));

        Assert.Equal("i", token.Id);
        Assert.Equal("schema/unknown", Assert.Single(result.Findings).Rule);
    }

    [Fact]
    public void No_truncated_payload_is_read_and_none_throws_another_exception()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Whole);
        for (int length = 0; length < whole.Length; length++)
            Assert.False(PatContract.V2026.TryRead(whole.AsSpan(0, length), out _, out _));
    }

    [Fact]
    public void A_list_is_not_a_token_and_a_token_is_not_a_list()
    {
        Assert.False(PatContract.Latest.TryRead(Encoding.UTF8.GetBytes($"[{Small}]"), out _, out ContractValidationResult result));
        Assert.Equal("schema/type", result.Findings[0].Rule);
        Assert.False(PatContract.Latest.TryReadList(Encoding.UTF8.GetBytes(Small), out _, out result));
        Assert.Equal("schema/type", result.Findings[0].Rule);
    }

    [Fact]
    public void An_unknown_contract_is_named() => Assert.Throws<KeyNotFoundException>(() => PatContract.Get("v1").Read(Small));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(700)]
    public void A_list_is_read_in_order(int count)
    {
        string json = "[ " + string.Join(" , ", Enumerable.Range(0, count).Select(i => Small.Replace("\"i\"", $"\"{i}\"", StringComparison.Ordinal))) + " ]";

        Assert.Equal(Enumerable.Range(0, count).Select(i => $"{i}"), PatContract.Latest.ReadList(Encoding.UTF8.GetBytes(json)).Select(token => token.Id));
        Assert.Equal(count, PatContract.V3.ReadList(Encoding.UTF8.GetBytes(json)).Count);
    }

    [Fact]
    public void A_violation_in_a_list_has_its_location_in_the_list()
    {
        Assert.False(PatContract.Latest.TryReadList(Encoding.UTF8.GetBytes($"[{Small},\n  7]"), out _, out ContractValidationResult result));

        Finding finding = Assert.Single(result.Findings);
        Assert.Equal(("/1", 2, 3), (finding.InstancePointer, finding.Line, finding.Column));
    }

    [Theory]
    [InlineData("""{"id":7}""", "/id", 1, 7)]
    [InlineData("""{"scope":["a",{}]}""", "/scope/1", 1, 15)]
    [InlineData("""{"scope":"a"}""", "/scope", 1, 10)]
    [InlineData("""{"owner":[]}""", "/owner", 1, 10)]
    [InlineData("""{"owner":{"name":false}}""", "/owner/name", 1, 18)]
    [InlineData("{\"x\":1,\r\n \"managed\":\"yes\"}", "/managed", 2, 12)]
    [InlineData("""{"created":"yesterday"}""", "/created", 1, 12)]
    [InlineData("""{"accessTokenValiditySeconds":2147483648}""", "/accessTokenValiditySeconds", 1, 31)]
    [InlineData("""{"accessTokenValiditySeconds":1.5}""", "/accessTokenValiditySeconds", 1, 31)]
    [InlineData("""{"accessTokenValiditySeconds":{"a":"b"}}""", "/accessTokenValiditySeconds", 1, 31)]
    [InlineData("[]", "", 1, 1)]
    [InlineData(" null", "", 1, 2)]
    public void A_custom_contract_can_allow_values_that_the_model_cannot_represent(string json, string pointer, int line, int column)
    {
        Contract anything = Contract.Load("true");

        Assert.False(anything.TryRead(json, PatJson.Token, out GetPersonalAccessTokenResponse? token, out ContractValidationResult result));
        Assert.Null(token);
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal(("read/value", pointer, line, column), (finding.Rule, finding.InstancePointer, finding.Line, finding.Column));
        Assert.DoesNotContain("yesterday", finding.Message, StringComparison.Ordinal);
        Assert.Equal("(unnamed)", Assert.Throws<ContractViolationException>(() => anything.Read(json, PatJson.Token)).Contract);
    }

    [Fact]
    public void A_lenient_contract_reads_date_times_of_live_services()
    {
        string json = Small.Replace("07:08:09Z", "07:08Z", StringComparison.Ordinal);
        Contract lenient = Contract.Load(PatContract.Catalog.Get("v3").Document.Span, new ContractLoadOptions { DateTimeProfile = DateTimeProfile.Lenient });

        Assert.Throws<ContractViolationException>(() => PatContract.Latest.Read(json));
        Assert.True(lenient.TryRead(json, PatJson.Token, out GetPersonalAccessTokenResponse? token, out _));
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 0, TimeSpan.Zero), token.Created);
    }

    [Fact]
    public void Repeated_strings_in_a_list_are_stored_once()
    {
        string token = Small.Replace("null", "[\"idn:nelm:manage\"]", StringComparison.Ordinal).Replace("{}", "{\"name\":\"the same owner\"}", StringComparison.Ordinal);

        IReadOnlyList<GetPersonalAccessTokenResponse> tokens = PatContract.Latest.ReadList(Encoding.UTF8.GetBytes($"[{token},{token},{token}]"));

        Assert.Same(tokens[1].Scope![0], tokens[2].Scope![0]);
        Assert.Same(tokens[1].Owner.Name, tokens[2].Owner.Name);
        Assert.NotSame(tokens[1].Scope, tokens[2].Scope);
    }

    [Fact]
    public void The_fast_reader_and_the_serializer_read_the_same()
    {
        PatContract contract = PatContract.V2026;
        string escaped = Whole.Replace("\"id\"", "\"\\u0069d\"", StringComparison.Ordinal).Replace("36900", "3.69e4", StringComparison.Ordinal);
        foreach (string json in new[] { Whole, Small, escaped, Whole.Replace("\"managed\": true,", "\"unknown\": [{}],", StringComparison.Ordinal) })
        {
            GetPersonalAccessTokenResponse fast = contract.Read(json);
            GetPersonalAccessTokenResponse slow = contract.Token.Contract.Read(json, PatJson.Token);
            Assert.Equal(slow with { Scope = null }, fast with { Scope = null });
            Assert.Equal(slow.Scope, fast.Scope);
            Assert.Equal(slow.Created.Offset, fast.Created.Offset);
            Assert.Equal(slow with { Scope = null }, contract.ReadList($"[{json},{json}]")[1] with { Scope = null });
        }
    }

    [Fact]
    public void Reading_allocates_the_model_and_nothing_else()
    {
        // The number is removed, because a debug build of the engine allocates a table for it.
        byte[] json = Encoding.UTF8.GetBytes(Whole.Replace("\"accessTokenValiditySeconds\": 36900,", "", StringComparison.Ordinal));
        GetPersonalAccessTokenResponse token = PatContract.V2026.Read(json);
        long reading = long.MaxValue;
        // The engine also records shapes for tests that run at the same time, so the minimum of many runs is what reading itself allocates.
        for (int i = 0; i < 200; i++)
        {
            long start = GC.GetAllocatedBytesForCurrentThread();
            PatContract.V2026.Read(json);
            reading = Math.Min(reading, GC.GetAllocatedBytesForCurrentThread() - start);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = token with
        {
            Id = new string('x', token.Id.Length),
            Name = new string('x', token.Name.Length),
            Owner = new PatOwner { Id = new string('x', token.Owner.Id!.Length), Name = new string('x', token.Owner.Name!.Length) },
            Scope = new[] { "sp:scopes:all", new string('x', token.Scope![1].Length) },
        };
        long model = GC.GetAllocatedBytesForCurrentThread() - before;
        // The name contains an escape, and is decoded through one small buffer.
        Assert.InRange(reading - model, 0, 48);
    }
}
