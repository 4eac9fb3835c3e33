using Xunit;

namespace PatContracts.Tests.Checks;

public sealed class TimestampInFutureTests() : CheckTest(PatCheck.TimestampInFuture)
{
    private static string At(DateTimeOffset moment) => $"\"{moment.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff}Z\"";

    [Theory]
    [InlineData("created")]
    [InlineData("lastUsed")]
    public void Fires_when_a_time_is_in_the_future(string member)
    {
        string value = At(Payloads.Now.AddMinutes(5).AddMilliseconds(1));
        Fires(Payloads.With(("lastUsed", null), (member, value)), $"/{member}", value);
    }

    [Fact]
    public void Is_silent_within_the_tolerance() => IsSilent(Payloads.With(("created", At(Payloads.Now.AddMinutes(5))), ("lastUsed", At(Payloads.Now.AddMinutes(5)))));

    [Fact]
    public void Is_silent_about_the_expiration_date() => IsSilent(Payloads.With("expirationDate", At(Payloads.Now.AddYears(1))));

    [Fact]
    public void Tolerance_can_be_configured()
    {
        byte[] payload = Payloads.Utf8(Payloads.With("lastUsed", At(Payloads.Now.AddSeconds(2))));
        Assert.Empty(PatContract.Latest.Validate(payload, Only).Findings);
        Assert.Single(PatContract.Latest.Validate(payload, Only with { FutureTolerance = TimeSpan.FromSeconds(1) }).Findings);
    }
}
