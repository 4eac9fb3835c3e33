using Microsoft.CodeAnalysis;
using PatContracts.Analyzers.Rules;
using PatContracts.Analyzers.Tests.Verification;

namespace PatContracts.Analyzers.Tests.Rules;

public sealed class PAT3003PayloadNotValidatedTests
{
    [Fact]
    public void The_rule_is_disabled_by_default() => Assert.False(RuleCatalog.PayloadNotValidated.IsEnabledByDefault);

    [Fact]
    public Task A_payload_that_is_not_validated_is_reported() => Run("""
        object? A(string json) => {|PAT3003:JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json)|};

        object? B(byte[] json) => {|PAT3003:JsonSerializer.Deserialize<List<GetPersonalAccessTokenResponse>>(json)|};

        async Task<object?> C(HttpClient client) =>
            await {|PAT3003:JsonSerializer.DeserializeAsync<GetPersonalAccessTokenResponse>(await client.GetStreamAsync("x"))|};

        object? D(string json, string other)
        {
            PatContract.Latest.Validate(other);
            return {|PAT3003:Newtonsoft.Json.JsonConvert.DeserializeObject<GetPersonalAccessTokenResponse>(json)|};
        }
        """);

    [Fact]
    public Task A_validated_payload_is_not_reported() => Run("""
        object? A(string json) => PatContract.Latest.IsValid(json) ? JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json) : null;

        object? B(byte[] json, PatContracts.Schema.Contract contract)
        {
            if (!contract.IsValid(json)) return null;
            return JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>(json.AsSpan());
        }

        object? C() => JsonSerializer.Deserialize<GetPersonalAccessTokenResponse>("{}");

        object? D(string json) => JsonSerializer.Deserialize<List<string>>(json);
        """);

    [Fact]
    public Task A_part_of_a_token_is_not_reported() => Run("""
        object? A(string json) => JsonSerializer.Deserialize<PatOwner>(json);

        object? B(string json) => JsonSerializer.Deserialize<List<PatOwner>>(json);
        """);

    private static Task Run(string members) => new RuleTest<PAT3003PayloadNotValidated> { Source = Source(members), GlobalConfig = Enabled }
        .RunAsync(TestContext.Current.CancellationToken);

    private const string Enabled = "dotnet_diagnostic.PAT3003.severity = warning";

    private static string Source(string members) => $$"""
        using System.IO;
        using System.Net.Http;
        using System.Text.Json;

        class Tests
        {
        {{string.Join('\n', members.Split('\n').Select(line => line.Length == 0 ? line : "    " + line))}}
        }
        """;
}
