using Xunit;

namespace PatContracts.Tests.Checks;

public sealed class ExpiredTests() : CheckTest(PatCheck.Expired)
{
    [Theory]
    [InlineData("2026-06-01T12:00:00.000Z")]
    [InlineData("2018-01-11T18:45:37.098Z")]
    [InlineData("2026-06-01T13:59:59+02:00")]
    public void Fires_when_the_date_has_passed(string expiration) => Fires(Payloads.With("expirationDate", $"\"{expiration}\""), "/expirationDate", $"\"{expiration}\"");

    [Theory]
    [InlineData("\"2026-06-01T12:00:00.001Z\"")]
    [InlineData("\"2026-06-01T12:00:00-05:00\"")]
    [InlineData("\"never\"")]
    [InlineData("null")]
    [InlineData(null)]
    public void Is_silent_otherwise(string? expiration) => IsSilent(Payloads.With("expirationDate", expiration));
}
