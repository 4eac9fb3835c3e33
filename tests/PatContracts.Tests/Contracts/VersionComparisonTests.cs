using PatContracts.Schema;
using Xunit;

namespace PatContracts.Tests.Contracts;

public sealed class VersionComparisonTests
{
    private static string[] Compare(string old, string @new) =>
        [.. ContractComparison.Compare(PatContract.Catalog.Get(old), PatContract.Catalog.Get(@new)).Select(change => change.ToString())];

    [Fact]
    public void Two_optional_members_were_added_to_the_first_contract() => Assert.Equal(
        ["/accessTokenValiditySeconds: safe: a new optional property", "/expirationDate: safe: a new optional property"],
        Compare("v3-2024-02-20", "v3"));

    [Fact]
    public void Since_v2025_tokens_can_never_expire()
    {
        string[] changes = ["/expirationDate: breaks readers: null is now allowed", "/userAwareTokenNeverExpires: safe: a new optional property"];
        Assert.Equal(changes, Compare("v3", "v2025"));
        Assert.Equal(changes, Compare("v2024", "v2026"));
    }

    [Fact]
    public void Returning_to_an_older_version_breaks_writers() => Assert.Equal(
        ["/expirationDate: breaks writers: null is no longer allowed", "/userAwareTokenNeverExpires: breaks readers: the optional property was removed"],
        Compare("v2026", "v3"));

    [Theory]
    [InlineData("v3", "v2024")]
    [InlineData("v2025", "v2026")]
    [InlineData("v3-list", "v2024-list")]
    [InlineData("v3-create", "v2024-create")]
    [InlineData("v2025-create", "v2026-create")]
    public void Some_versions_do_not_differ(string old, string @new) => Assert.Empty(Compare(old, @new));

    [Fact]
    public void A_created_token_can_never_expire_in_v2025_and_later() => Assert.Equal(
        ["/expirationDate: breaks readers: null is now allowed"], Compare("v2024-create", "v2025-create"));

    [Fact]
    public void Lists_are_compared_element_by_element() => Assert.Contains("/*/expirationDate: breaks readers: null is now allowed", Compare("v3-list", "beta-list"));
}
