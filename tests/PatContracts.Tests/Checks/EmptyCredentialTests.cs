using Xunit;

namespace PatContracts.Tests.Checks;

public sealed class EmptyCredentialTests() : CheckTest(PatCheck.EmptyCredential)
{
    [Theory]
    [InlineData("id")]
    [InlineData("name")]
    public void Fires_on_an_empty_text(string member) => Fires(Payloads.With(member, "\"\""), $"/{member}", "\"\"");

    [Fact]
    public void Is_silent_about_one_character() => IsSilent(Payloads.With(("id", "\"0\""), ("name", "\" \"")));

    [Fact]
    public void Is_silent_about_empty_texts_elsewhere() =>
        IsSilent(Payloads.With(("owner", "{\"id\":\"\",\"name\":\"\"}"), ("scope", "[\"\"]"), ("lastUsed", "\"\"")));

    [Fact]
    public void Is_silent_when_the_member_is_absent_or_null() => IsSilent(Payloads.With(("id", null), ("name", "null")));
}
