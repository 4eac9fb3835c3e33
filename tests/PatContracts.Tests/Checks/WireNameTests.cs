using Xunit;

namespace PatContracts.Tests.Checks;

public sealed class WireNameTests() : CheckTest(PatCheck.WireName)
{
    [Theory]
    [InlineData("last_used", "lastUsed")]
    [InlineData("LastUsed", "lastUsed")]
    [InlineData("last-used", "lastUsed")]
    [InlineData("MANAGED", "managed")]
    [InlineData("access_token_validity_seconds", "accessTokenValiditySeconds")]
    public void Fires_on_the_name_and_suggests_the_correct_one(string name, string right)
    {
        string message = Fires(Payloads.With((right, null), (name, "null")), $"/{name}", $"\"{name}\"").Message;
        Assert.Contains($"\"{right}\"", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fires_inside_the_owner() => Fires(Payloads.With("owner", "{\"Type\":\"IDENTITY\"}"), "/owner/Type", "\"Type\"");

    [Fact]
    public void Fires_next_to_the_correct_name() => Fires(Payloads.With("Managed", "true"), "/Managed", "\"Managed\"");

    [Fact]
    public void Is_silent_about_names_that_are_new() => IsSilent(Payloads.With(("used", "1"), ("lastUsedBy", "1"), ("displayName", "1"), ("owner", "{\"email\":1}")));

    [Fact]
    public void Is_silent_about_nested_members() => IsSilent(Payloads.With("details", "{\"last_used\":1,\"owner\":{\"Type\":1}}"));

    [Fact]
    public void Is_silent_about_members_that_the_version_does_not_define() => IsSilent(Payloads.With("user_aware_token_never_expires", "true"), "v3");
}
