using Xunit;

namespace PatContracts.Tests.Checks;

public sealed class SecretInResponseTests() : CheckTest(PatCheck.SecretInResponse)
{
    [Theory]
    [InlineData("secret")]
    [InlineData("Secret")]
    [InlineData("client_secret")]
    [InlineData("clientSecret")]
    public void Fires_on_the_name_of_a_secret(string name) => Fires(Payloads.With(name, "\"s\""), $"/{name}", $"\"{name}\"");

    [Fact]
    public void Fires_in_a_list() => Fires($"[{Payloads.Token},{Payloads.With(("id", "\"other\""), ("name", "\"other\""), ("secret", "\"s\""))}]", "/1/secret", "\"secret\"");

    [Fact]
    public void Is_silent_in_a_create_response() => IsSilent(Payloads.With("secret", "\"s\""), "v3-create");

    [Fact]
    public void Is_silent_without_a_secret() => IsSilent(Payloads.With(("secret", "null"), ("secretary", "\"s\""), ("name", "\"secret\"")));
}
