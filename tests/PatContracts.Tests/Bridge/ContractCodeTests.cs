using PatContracts.NJsonSchema;
using Xunit;

namespace PatContracts.Tests.Bridge;

public sealed class ContractCodeTests
{
    [Fact]
    public void Classes_have_the_members_of_the_contract_and_are_bound_to_it()
    {
        string code = PatContract.Get("v2025").GenerateCSharp("v2025", "AcmeToken", ContractCode.DefaultSettings("Acme.Pats"));

        Assert.Contains("[assembly: global::PatContracts.ContractModel(typeof(global::Acme.Pats.AcmeToken), \"v2025\")]\n\nnamespace Acme.Pats", code, StringComparison.Ordinal);
        Assert.Contains("public partial class AcmeToken", code, StringComparison.Ordinal);
        Assert.Contains("public partial class PatOwner", code, StringComparison.Ordinal);
        Assert.Contains("public string Id { get; set; }", code, StringComparison.Ordinal);
        Assert.Contains("public System.Collections.Generic.IReadOnlyList<string>? Scope { get; set; }", code, StringComparison.Ordinal);
        Assert.Contains("public System.DateTimeOffset Created { get; set; }", code, StringComparison.Ordinal);
        Assert.Contains("public System.DateTimeOffset? ExpirationDate { get; set; }", code, StringComparison.Ordinal);
        Assert.Contains("JsonPropertyName(\"userAwareTokenNeverExpires\")", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_fresh_every_time()
    {
        ContractCode.DefaultSettings("A").Namespace = "B";
        Assert.Equal("A", ContractCode.DefaultSettings("A").Namespace);
    }
}
