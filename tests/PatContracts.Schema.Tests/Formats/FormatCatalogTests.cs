using System.Text;
using PatContracts.Schema.Formats;
using Xunit;

namespace PatContracts.Schema.Tests.Formats;

public sealed class FormatCatalogTests
{
    [Theory]
    [InlineData("date", "2024-02-29")]
    [InlineData("time", "23:59:60Z")]
    [InlineData("time", "08:30:06.5+05:30")]
    [InlineData("duration", "P1Y2M3DT4H5M6S")]
    [InlineData("duration", "P3W")]
    [InlineData("duration", "PT5M")]
    [InlineData("email", "first.last+tag@mail.example")]
    [InlineData("email", "\"a@ \\\"b\"@example")]
    [InlineData("email", "a@[IPv6:::1]")]
    [InlineData("email", "a@[10.0.0.1]")]
    [InlineData("idn-email", "\u4E08@\u4E08.example")]
    [InlineData("hostname", "a.b-c.example")]
    [InlineData("hostname", "xn--bcher-kva.example")]
    [InlineData("idn-hostname", "b\u00FCcher.example")]
    [InlineData("idn-hostname", "b\u00FCcher\u3002example")]
    [InlineData("idn-hostname", "\u05D0\u05D1.\u05D2")]
    [InlineData("ipv4", "0.10.200.255")]
    [InlineData("ipv6", "::")]
    [InlineData("ipv6", "2001:db8::10.0.0.1")]
    [InlineData("ipv6", "1:2:3:4:5:6:7::")]
    [InlineData("uri", "https://user:pw@host:8080/a/b;c?d=e#f")]
    [InlineData("uri", "urn:isbn:0451450523")]
    [InlineData("uri", "http://[v7.a:b]/")]
    [InlineData("uri-reference", "../a?b#c")]
    [InlineData("uri-reference", "")]
    [InlineData("iri", "https://b\u00FCcher.example/\u4E08?\uE000")]
    [InlineData("iri-reference", "\u4E08#\u4E08")]
    [InlineData("uri-template", "/a{/b*}{?c,d:3}")]
    [InlineData("uuid", "01234567-89ab-CDEF-0123-456789abcdef")]
    [InlineData("json-pointer", "/a~0b/~1")]
    [InlineData("relative-json-pointer", "10/a")]
    [InlineData("relative-json-pointer", "0#")]
    [InlineData("regex", "^(?<a>[^\\]])\\k<a>$")]
    public void Texts_of_the_format_match(string format, string text) => Assert.True(Matches(format, text));

    [Theory]
    [InlineData("date", "2023-02-29")]
    [InlineData("date", "2023-02-2")]
    [InlineData("time", "08:30:06")]
    [InlineData("time", "24:00:00Z")]
    [InlineData("duration", "P")]
    [InlineData("duration", "P1YT")]
    [InlineData("duration", "P1Y3D")]
    [InlineData("duration", "P1W1D")]
    [InlineData("email", "a@b@c")]
    [InlineData("email", "a..b@c")]
    [InlineData("email", "\"a@example")]
    [InlineData("email", "\"a\\\"@example")]
    [InlineData("email", "\u4E08@example")]
    [InlineData("email", "a@[10.0.0.256]")]
    [InlineData("idn-email", "\u4E08.@example")]
    [InlineData("idn-email", "a@b\u3002c")]
    [InlineData("hostname", "-a")]
    [InlineData("hostname", "a..b")]
    [InlineData("hostname", "a_b")]
    [InlineData("hostname", "xn--a")]
    [InlineData("idn-hostname", "\u0301a")]
    [InlineData("idn-hostname", "a\u200Db")]
    [InlineData("idn-hostname", "\u05D0a")]
    [InlineData("idn-hostname", "\u05D0.1a")]
    [InlineData("idn-hostname", "ab--cd\u00FC")]
    [InlineData("idn-hostname", "B\u00DCcher")]
    [InlineData("idn-hostname", "\uFF21")]
    [InlineData("ipv4", "1.2.3")]
    [InlineData("ipv4", "01.2.3.4")]
    [InlineData("ipv4", "1.2.3.4.")]
    [InlineData("ipv6", ":::")]
    [InlineData("ipv6", "1:2:3:4:5:6:7:8:9")]
    [InlineData("ipv6", "1::2::3")]
    [InlineData("ipv6", "1:2:3:4:5:6:7:1.2.3.4")]
    [InlineData("ipv6", "1::2:3:4:5:6:7:8")]
    [InlineData("uri", "/a")]
    [InlineData("uri", "http://a b")]
    [InlineData("uri", "http://[::1")]
    [InlineData("uri", "http://[v.a]/")]
    [InlineData("uri", "http://a/%2")]
    [InlineData("uri", "http://b\u00FCcher.example/")]
    [InlineData("uri-reference", "1a:b")]
    [InlineData("iri", "https://a/\uE000")]
    [InlineData("uri-template", "{a")]
    [InlineData("uri-template", "{a:0}")]
    [InlineData("uri-template", "{.}")]
    [InlineData("uuid", "01234567-89ab-cdef-0123-456789abcde")]
    [InlineData("uuid", "01234567-89ab-cdef-0123-456789abcdeg")]
    [InlineData("json-pointer", "a")]
    [InlineData("json-pointer", "/~2")]
    [InlineData("relative-json-pointer", "01/a")]
    [InlineData("relative-json-pointer", "/a")]
    [InlineData("regex", "(")]
    public void Other_texts_do_not_match(string format, string text) => Assert.False(Matches(format, text));

    [Theory]
    [InlineData("int32", "2147483647", true)]
    [InlineData("int32", "2147483648", false)]
    [InlineData("int32", "-2147483648.0", true)]
    [InlineData("int32", "1e2", true)]
    [InlineData("int32", "1.5", false)]
    [InlineData("int64", "9223372036854775807", true)]
    [InlineData("int64", "9223372036854775808", false)]
    [InlineData("float", "3.4028235e38", true)]
    [InlineData("float", "-3.4028236e38", false)]
    [InlineData("float", "1e-400", true)]
    [InlineData("double", "1.7976931348623157e308", true)]
    [InlineData("double", "-1.7976931348623159e308", false)]
    [InlineData("double", "1e309", false)]
    public void Numbers_are_validated_by_their_range(string format, string token, bool expected) =>
        Assert.Equal(expected, FormatCatalog.FindNumber(format)!.Matches(Encoding.UTF8.GetBytes(token)));

    [Theory]
    [InlineData("double", "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880177904174497792")]
    [InlineData("float", "340282356779733661637539395458142568448")]
    public void Numbers_that_round_to_infinity_are_out_of_range(string format, string token) =>
        Assert.False(FormatCatalog.FindNumber(format)!.Matches(Encoding.UTF8.GetBytes(token)));

    [Fact]
    public void Unknown_formats_are_not_found()
    {
        Assert.Null(FormatCatalog.FindString("Date-Time", DateTimeProfile.Strict));
        Assert.Null(FormatCatalog.FindString("int32", DateTimeProfile.Strict));
        Assert.Null(FormatCatalog.FindNumber("date-time"));
    }

    [Fact]
    public void The_lenient_profile_has_its_own_date_time_format()
    {
        byte[] withoutSeconds = "2024-03-07T05:00Z"u8.ToArray();
        Assert.False(FormatCatalog.FindString("date-time", DateTimeProfile.Strict)!.Matches(withoutSeconds));
        Assert.True(FormatCatalog.FindString("date-time", DateTimeProfile.Lenient)!.Matches(withoutSeconds));
        Assert.Equal(FormatCatalog.FindString("date", DateTimeProfile.Strict)!.Expectation, FormatCatalog.FindString("date", DateTimeProfile.Lenient)!.Expectation);
    }

    [Theory]
    [InlineData("date-time", "2017-07-11T18:45:37.098Z")]
    [InlineData("email", "someone@mail.example")]
    [InlineData("hostname", "mail.example")]
    [InlineData("idn-hostname", "b\u00FCcher.example")]
    [InlineData("uri", "https://host/path?query")]
    [InlineData("uuid", "01234567-89ab-cdef-0123-456789abcdef")]
    [InlineData("ipv6", "2001:db8::1")]
    public void Matching_allocates_nothing(string name, string text)
    {
        StringFormat format = FormatCatalog.FindString(name, DateTimeProfile.Strict)!;
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Assert.True(format.Matches(utf8));
        long before = GC.GetAllocatedBytesForCurrentThread();
        format.Matches(utf8);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static bool Matches(string format, string text) => FormatCatalog.FindString(format, DateTimeProfile.Strict)!.Matches(Encoding.UTF8.GetBytes(text));
}
