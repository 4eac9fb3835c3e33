using Xunit;

namespace PatContracts.Tests.Checks;

public sealed class DuplicateIdTests() : CheckTest(PatCheck.DuplicateId)
{
    private static string WithId(string id) => Payloads.With("id", id);

    [Fact]
    public void Fires_on_the_second_token_with_an_id()
    {
        string message = Fires($"[{WithId("\"a\"")},\n{WithId("\"b\"")},\n{WithId("\"a\"")}]", "/2/id", "\"a\"").Message;
        Assert.Contains("Token 0", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fires_when_one_id_is_escaped() => Fires($"[{WithId("\"a\"")},{WithId("\"a\"").Replace("\"id\":\"a\"", "\"id\":\"\\u0061\"", StringComparison.Ordinal)}]", "/1/id", "\"\\u0061\"");

    [Fact]
    public void Is_silent_when_all_ids_differ() => IsSilent($"[{WithId("\"a\"")},{WithId("\"A\"")},{WithId("\"a \"")}]");

    [Fact]
    public void Is_silent_about_ids_that_are_not_strings() => IsSilent($"[{WithId("1")},{WithId("1")},{WithId("null")},{WithId("null")}]");

    [Fact]
    public void Is_silent_about_equal_ids_of_token_and_owner() => IsSilent(Payloads.With(("id", "\"a\""), ("owner", "{\"id\":\"a\"}")));

    [Fact]
    public void Is_silent_about_one_token() => IsSilent(Payloads.Token);
}
