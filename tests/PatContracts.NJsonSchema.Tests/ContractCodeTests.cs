using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using PatContracts.Schema;
using Xunit;

namespace PatContracts.NJsonSchema.Tests;

public sealed class ContractCodeTests
{
    [Fact]
    public void Classes_have_the_members_of_the_contract_and_are_bound_to_it()
    {
        string code = PatContract.Catalog.Get("v2025").GenerateCSharp("v2025", "AcmeToken", ContractCodeExtensions.DefaultSettings("Acme.Pats"));

        Assert.Contains("[assembly: global::PatContracts.ContractModel(typeof(global::Acme.Pats.AcmeToken), \"v2025\")]\n\nnamespace Acme.Pats", code, StringComparison.Ordinal);
        Assert.Contains("public partial class AcmeToken", code, StringComparison.Ordinal);
        Assert.Contains("public partial class PatOwner", code, StringComparison.Ordinal);
        Assert.Contains("public string Id { get; set; }", code, StringComparison.Ordinal);
        Assert.Contains("public System.Collections.Generic.IReadOnlyList<string>? Scope { get; set; }", code, StringComparison.Ordinal);
        Assert.Contains("public System.DateTimeOffset Created { get; set; }", code, StringComparison.Ordinal);
        Assert.Contains("public System.DateTimeOffset? ExpirationDate { get; set; }", code, StringComparison.Ordinal);
        Assert.Contains("JsonPropertyName(\"userAwareTokenNeverExpires\")", code, StringComparison.Ordinal);
    }

    public static TheoryData<string> Names => [.. PatContract.Catalog.Names.Where(name => !name.EndsWith("-list", StringComparison.Ordinal) && !name.EndsWith("-request", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Classes_compile_without_warnings_and_preserve_every_member_of_a_payload(string name)
    {
        string json = Payloads.Of(name).ToJsonString();
        Contract contract = PatContract.Catalog.Get(name);
        Assert.True(contract.IsValid(json));

        Assembly assembly = CompiledCode.Load(contract.GenerateCSharp(name, "AcmePayload", ContractCodeExtensions.DefaultSettings("Acme")));
        Type model = assembly.GetType("Acme.AcmePayload", throwOnError: true)!;
        object payload = JsonSerializer.Deserialize(json, model)!;
        string written = JsonSerializer.Serialize(payload, model);

        Assert.Equal((model, name), assembly.GetCustomAttributes<ContractModelAttribute>().Select(binding => (binding.Model!, binding.Contract)).Single());
        Assert.Empty(contract.Validate(written).Findings);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(NormalizeDateTimes(json)), JsonNode.Parse(NormalizeDateTimes(written))), written);
    }

    [Fact]
    public void A_list_cannot_be_a_class() => Assert.Throws<ArgumentException>(
        () => PatContract.Catalog.Get("v3-list").GenerateCSharp("v3-list", "Tokens", ContractCodeExtensions.DefaultSettings("Acme")));

    [Fact]
    public void Members_that_can_be_null_or_absent_are_read_as_null()
    {
        Assembly assembly = CompiledCode.Load(PatContract.Catalog.Get("v2025").GenerateCSharp("v2025", "AcmeToken", ContractCodeExtensions.DefaultSettings("Acme")));
        Type model = assembly.GetType("Acme.AcmeToken", throwOnError: true)!;
        object token = JsonSerializer.Deserialize("""{"id":"i","name":"n","scope":null,"owner":{},"created":"2024-05-06T07:08:09Z","expirationDate":null}""", model)!;

        foreach (string member in new[] { "Scope", "ExpirationDate", "LastUsed" }) Assert.Null(model.GetProperty(member)!.GetValue(token));
    }

    [Fact]
    public void Settings_are_new_for_every_call()
    {
        ContractCodeExtensions.DefaultSettings("A").Namespace = "B";
        Assert.Equal("A", ContractCodeExtensions.DefaultSettings("A").Namespace);
    }

    /// <summary>Normalizes date-times, because writers differ in the number of digits and in the notation of the offset.</summary>
    private static string NormalizeDateTimes(string json) => System.Text.RegularExpressions.Regex.Replace(
        json.Replace("\\u002B", "+", StringComparison.Ordinal),
        "\"(\\d{4}-\\d\\d-\\d\\dT[^\"]+)\"",
        match => $"\"{DateTimeOffset.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture).UtcTicks}\"");
}
