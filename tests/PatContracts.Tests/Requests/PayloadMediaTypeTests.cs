using Xunit;

namespace PatContracts.Tests.Requests;

public sealed class PayloadMediaTypeTests
{
    [Theory]
    [InlineData("application/json", "application/json")]
    [InlineData("Application/JSON", "application/json")]
    [InlineData(" application/json ;charset=utf-8", "application/json")]
    [InlineData("application/json;", "application/json")]
    [InlineData("application/json; charset=UTF-8;", "application/json")]
    [InlineData("application/json; charset=", "application/json")]
    [InlineData("application/json, application/json", "application/json")]
    [InlineData("application/json,text/html", "application/json")]
    [InlineData("application/problem+json;;", "application/problem+json")]
    [InlineData("text/html; charset=\"utf-8", "text/html")]
    [InlineData("application/ json", "")]
    [InlineData("json", "")]
    [InlineData("/json", "")]
    [InlineData("application/", "")]
    [InlineData("a/b/c", "")]
    [InlineData(";application/json", "")]
    [InlineData(",", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void The_media_type_is_the_text_before_the_first_separator(string? contentType, string expected) =>
        Assert.Equal(expected, PayloadMediaType.Parse(contentType).Name);

    [Theory]
    [InlineData("application/json; charset=UTF-8;", "UTF-8")]
    [InlineData("application/json;; ; charset = \"utf-16\"", "utf-16")]
    [InlineData("application/json; profile=\"a;charset=x,y\\\"\"; CHARSET=iso-8859-1", "iso-8859-1")]
    [InlineData("application/json; charset=", null)]
    [InlineData("application/json; charset=\"\"", null)]
    [InlineData("application/json; charset", null)]
    [InlineData("application/json; x=charset=utf-16", null)]
    [InlineData("application/json, text/html; charset=utf-16", null)]
    [InlineData("application/json; profile=\"unfinished; charset=utf-16", null)]
    [InlineData("application/json; profile=\"unfinished\\", null)]
    [InlineData("application/json", null)]
    [InlineData("garbage; charset=utf-16", null)]
    public void The_charset_is_a_parameter_of_the_first_media_type(string contentType, string? expected) =>
        Assert.Equal(expected, PayloadMediaType.Parse(contentType).Charset);

    [Theory]
    [InlineData("application/json", true, true)]
    [InlineData("text/json;", true, true)]
    [InlineData("application/vnd.acme+json", true, true)]
    [InlineData("application/json-seq", false, false)]
    [InlineData("text/html", false, false)]
    [InlineData("garbage", false, true)]
    [InlineData(null, false, true)]
    public void A_body_without_a_media_type_may_be_JSON(string? contentType, bool isJson, bool mayBeJson)
    {
        PayloadMediaType type = PayloadMediaType.Parse(contentType);
        Assert.Equal((isJson, mayBeJson), (type.IsJson, type.MayBeJson));
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("application/json; charset=\"UTF8\"", true)]
    [InlineData("application/json; charset=us-ascii", true)]
    [InlineData("application/json; charset=utf-16", false)]
    [InlineData("application/json; charset=iso-8859-1;", false)]
    public void A_charset_other_than_UTF_8_is_recognized(string contentType, bool expected) => Assert.Equal(expected, PayloadMediaType.Parse(contentType).IsUtf8);

    [Fact]
    public void The_default_value_is_that_of_a_missing_header() => Assert.Equal(default, PayloadMediaType.Parse(null));
}
