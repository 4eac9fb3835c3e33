using System.Text.Json;
using CsCheck;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.Tests.Models;

public sealed class ModelTests
{
    private static readonly Gen<char> Character = Gen.Frequency(
        (8, Gen.Char[' ', '~']),
        (1, Gen.OneOf('"', '\\', '/', '\u0000', '\u001F', '\u007F', '\u2028')),
        (1, Gen.Char['\u00A0', '\uD7FF']));

    private static readonly Gen<string> Text = Gen.String[Character, 0, 20];

    private static readonly Gen<DateTimeOffset> Moment = Gen.Select(
        Gen.Long[DateTimeOffset.MinValue.AddDays(1).Ticks, DateTimeOffset.MaxValue.AddDays(-1).Ticks],
        Gen.Int[-14 * 60, 14 * 60],
        (ticks, offset) => new DateTimeOffset(ticks, TimeSpan.FromMinutes(offset)));

    private static readonly Gen<PatOwner> Owner = Gen.Select(
        Gen.Bool, Text.Null(), Text.Null(), (hasType, id, name) => new PatOwner { Type = hasType ? "IDENTITY" : null, Id = id, Name = name });

    private static readonly Gen<GetPersonalAccessTokenResponse> Token =
        from id in Text
        from name in Text
        from scope in Text.Array[0, 4].Null()
        from owner in Owner
        from created in Moment
        from lastUsed in Moment.Nullable()
        from managed in Gen.Bool
        from validity in Gen.Int.Nullable()
        from expiration in Moment.Nullable()
        from never in Gen.Bool.Nullable()
        select new GetPersonalAccessTokenResponse
        {
            Id = id,
            Name = name,
            Scope = scope,
            Owner = owner,
            Created = created,
            LastUsed = lastUsed,
            Managed = managed,
            AccessTokenValiditySeconds = validity,
            ExpirationDate = expiration,
            UserAwareTokenNeverExpires = never,
        };

    private static readonly string[] Versions = ["v3", "v3-2024-02-20", "beta", "v2024", "v2025", "v2026"];

    [Fact]
    public void The_output_of_System_Text_Json_conforms_to_every_contract_and_reads_back_the_same() => Token.Sample(token =>
    {
        string json = JsonSerializer.Serialize(token);
        foreach (string version in Versions) AssertKeeps(version, json);
        AssertSame(token, JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)!);
    });

    [Fact]
    public void The_output_of_the_generated_context_is_the_same() => Token.Sample(token =>
    {
        string json = JsonSerializer.Serialize(token, PatJson.Token);
        Assert.Equal(JsonSerializer.Serialize(token), json);
        AssertSame(token, JsonSerializer.Deserialize(json, PatJson.Token)!);
    });

    [Fact]
    public void The_output_of_Newtonsoft_conforms_to_every_contract_and_reads_back_the_same() => Token.Sample(token =>
    {
        string json = Newtonsoft.Json.JsonConvert.SerializeObject(token);
        foreach (string version in Versions) AssertKeeps(version, json);
        AssertSame(token, Newtonsoft.Json.JsonConvert.DeserializeObject<GetPersonalAccessTokenResponse>(json)!);
    });

    [Fact]
    public void The_output_of_either_serializer_for_a_create_response_conforms_to_its_contract() => Gen.Select(Token, Text).Sample((token, secret) =>
    {
        var created = new CreatePersonalAccessTokenResponse
        {
            Id = token.Id,
            Secret = secret,
            Scope = token.Scope,
            Name = token.Name,
            Owner = token.Owner,
            Created = token.Created,
            AccessTokenValiditySeconds = token.AccessTokenValiditySeconds ?? 43200,
            ExpirationDate = token.ExpirationDate ?? token.Created,
        };
        AssertKeeps("v3-create", JsonSerializer.Serialize(created, PatJson.CreatedToken));
        AssertKeeps("v3-create", Newtonsoft.Json.JsonConvert.SerializeObject(created));
    });

    [Fact]
    public void Every_sample_of_a_token_reads_into_the_model()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.File("samples/payloads"), "valid"), "*.json"))
        {
            string json = File.ReadAllText(file);
            if (json.TrimStart().StartsWith('[')) Assert.NotNull(JsonSerializer.Deserialize(json, PatJson.TokenList));
            else Assert.NotNull(JsonSerializer.Deserialize(json, PatJson.Token)!.Id);
        }
    }

    [Theory]
    [InlineData("2017-07-11T18:45:37.098Z", "2017-07-11T18:45:37.0980000+00:00")]
    [InlineData("2023-01-04T18:58:17.486584Z", "2023-01-04T18:58:17.4865840+00:00")]
    [InlineData("2024-03-07T05:00:00.123456789012345678Z", "2024-03-07T05:00:00.1234567+00:00")]
    [InlineData("2024-03-07t05:00:00+05:30", "2024-03-07T05:00:00.0000000+05:30")]
    [InlineData("2024-03-07T05:00Z", "2024-03-07T05:00:00.0000000+00:00")]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.9999999+00:00")]
    [InlineData("2024-03-07T05:00:00+23:00", "2024-03-06T06:00:00.0000000+00:00")]
    [InlineData("0001-01-01T00:00:00+05:00", "0001-01-01T00:00:00.0000000+00:00")]
    [InlineData("0000-06-01T00:00:00Z", "0001-01-01T00:00:00.0000000+00:00")]
    [InlineData("9999-12-31T23:59:59-05:00", "9999-12-31T23:59:59.9999999+00:00")]
    public void Reads_every_date_time_that_a_contract_accepts(string text, string expected)
    {
        string json = Payloads.With("created", $"\"{text}\"");
        GetPersonalAccessTokenResponse token = JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)!;
        Assert.Equal(expected, token.Created.ToString("O"));
    }

    [Fact]
    public void An_invalid_date_time_is_rejected_and_the_message_does_not_contain_it()
    {
        JsonException exception = Assert.Throws<JsonException>(
            () => JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(Payloads.With("created", "\"next tuesday\"")));
        Assert.DoesNotContain("tuesday", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_create_response_does_not_print_its_secret()
    {
        var created = new CreatePersonalAccessTokenResponse { Id = "an-id", Secret = "the-secret", Name = "a name" };
        Assert.DoesNotContain("the-secret", created.ToString(), StringComparison.Ordinal);
        Assert.Contains("a name", created.ToString(), StringComparison.Ordinal);
    }

    private static void AssertKeeps(string contract, string json)
    {
        ContractValidationResult result = Payloads.Validate(contract, Payloads.Utf8(json), PatCheckOptions.None);
        Assert.True(result.Findings.Count == 0, $"{contract}: {string.Join("; ", result.Findings)} in {json}");
    }

    private static void AssertSame(GetPersonalAccessTokenResponse expected, GetPersonalAccessTokenResponse actual)
    {
        Assert.Equal(expected.Scope, actual.Scope);
        Assert.Equal(expected with { Scope = null }, actual with { Scope = null });
    }
}
