using Xunit;

namespace PatContracts.Tests.Checks;

public sealed class DuplicateNameTests() : CheckTest(PatCheck.DuplicateName)
{
    private static string Token(string id, string name, string owner) =>
        Payloads.With(("id", $"\"{id}\""), ("name", $"\"{name}\""), ("owner", owner));

    [Fact]
    public void Fires_when_an_owner_has_two_tokens_with_one_name() =>
        Fires($"[{Token("1", "n", "{\"id\":\"o\"}")},{Token("2", "n", "{\"name\":\"x\",\"id\":\"o\"}")}]", "/1/name", "\"n\"");

    [Fact]
    public void Is_silent_when_the_owners_differ() => IsSilent($"[{Token("1", "n", "{\"id\":\"o\"}")},{Token("2", "n", "{\"id\":\"p\"}")}]");

    [Fact]
    public void Is_silent_when_the_names_differ() => IsSilent($"[{Token("1", "n", "{\"id\":\"o\"}")},{Token("2", "N", "{\"id\":\"o\"}")}]");

    [Fact]
    public void Is_silent_when_only_the_concatenation_of_owner_and_name_is_equal() =>
        IsSilent($"[{Token("1", "bc", "{\"id\":\"a\"}")},{Token("2", "c", "{\"id\":\"ab\"}")}]");

    [Fact]
    public void Is_silent_when_the_same_token_occurs_twice() => IsSilent($"[{Token("1", "n", "{\"id\":\"o\"}")},{Token("1", "n", "{\"id\":\"o\"}")}]");

    [Fact]
    public void Is_silent_when_an_owner_has_no_id() => IsSilent($"[{Token("1", "n", "{\"name\":\"o\"}")},{Token("2", "n", "{\"name\":\"o\"}")}]");
}
