using PatContracts.Http.Routing;
using Xunit;

namespace PatContracts.Http.Tests.Routing;

public sealed class StatusRangeTests
{
    [Theory]
    [InlineData(null, 200, 201)]
    [InlineData("404", 404, 404)]
    [InlineData("4XX", 400, 499)]
    [InlineData("2xx", 200, 299)]
    [InlineData("default", 100, 599)]
    public void A_status_a_range_or_default_is_parsed(string? text, int first, int last)
    {
        Assert.True(StatusRange.TryParse(text, out StatusRange range));
        Assert.Equal(new StatusRange(first, last), range);
    }

    [Theory]
    [InlineData("")]
    [InlineData("6XX")]
    [InlineData("40X")]
    [InlineData("4X")]
    [InlineData("2000")]
    [InlineData("ok")]
    public void Other_text_is_not_parsed(string text) => Assert.False(StatusRange.TryParse(text, out _));
}
