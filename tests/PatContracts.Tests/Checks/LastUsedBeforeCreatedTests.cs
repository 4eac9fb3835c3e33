using Xunit;

namespace PatContracts.Tests.Checks;

public sealed class LastUsedBeforeCreatedTests() : CheckTest(PatCheck.LastUsedBeforeCreated)
{
    private static string Token(string created, string lastUsed) => Payloads.With(("created", $"\"{created}\""), ("lastUsed", $"\"{lastUsed}\""));

    [Fact]
    public void Fires_on_lastUsed() => Fires(Token("2024-03-07T05:00:00Z", "2024-03-07T04:59:59.999Z"), "/lastUsed", "\"2024-03-07T04:59:59.999Z\"");

    [Fact]
    public void Fires_across_offsets() => Fires(Token("2024-03-07T05:00:00Z", "2024-03-07T05:30:00+01:00"), "/lastUsed", "\"2024-03-07T05:30:00+01:00\"");

    [Fact]
    public void Is_silent_at_the_same_moment() => IsSilent(Token("2017-07-11T18:45:37.098Z", "2017-07-11T20:45:37.098+02:00"));

    [Fact]
    public void Is_silent_when_the_order_is_correct() => IsSilent(Token("2024-03-07T05:00:00Z", "2024-03-07T05:00:00.001Z"));

    [Fact]
    public void Is_silent_when_either_is_not_a_date_time()
    {
        IsSilent(Token("2024-03-07T05:00:00Z", "2024-03-06"));
        IsSilent(Token("soon", "2024-03-06T00:00:00Z"));
        IsSilent(Payloads.With("lastUsed", "null"));
        IsSilent(Payloads.With("lastUsed", null));
        IsSilent(Payloads.With(("created", null), ("lastUsed", "\"2001-01-01T00:00:00Z\"")));
    }
}
