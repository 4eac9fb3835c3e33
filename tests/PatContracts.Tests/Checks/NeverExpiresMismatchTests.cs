using Xunit;

namespace PatContracts.Tests.Checks;

public sealed class NeverExpiresMismatchTests() : CheckTest(PatCheck.NeverExpiresMismatch)
{
    private static string Token(string? expiration, string? never) => Payloads.With(("expirationDate", expiration), ("userAwareTokenNeverExpires", never));

    [Theory]
    [InlineData("v2025")]
    [InlineData("v2026")]
    public void Fires_when_it_is_not_confirmed(string contract)
    {
        Fires(Token("null", "false"), "/expirationDate", "null", contract);
        Fires(Token("null", null), "/expirationDate", "null", contract);
    }

    [Fact]
    public void Is_silent_when_it_is_confirmed() => IsSilent(Token("null", "true"), "v2025");

    [Fact]
    public void Is_silent_when_the_token_expires() => IsSilent(Token("\"2099-01-01T00:00:00Z\"", "false"), "v2025");

    [Fact]
    public void Is_silent_when_the_expiration_is_absent() => IsSilent(Token(null, null), "v2025");

    [Theory]
    [InlineData("v3")]
    [InlineData("beta")]
    [InlineData("v2024")]
    public void Is_silent_in_versions_without_the_flag(string contract) => IsSilent(Token("null", "false"), contract);
}
