using PatContracts.Http.Shared;
using Xunit;

namespace PatContracts.Http.Tests.Shared;

public sealed class RouteTemplateTests
{
    [Theory]
    [InlineData("/", "/", true)]
    [InlineData("/", "/a", false)]
    [InlineData("/a/{id}", "/a/b", true)]
    [InlineData("/a/{id}", "/a/b/", true)]
    [InlineData("/a/{id}", "/a", false)]
    [InlineData("/a/{id}", "/a/b/c", false)]
    [InlineData("/a/{id}", "/A/b", false)]
    [InlineData("/a/{id}", "/a/b%2Fc", true)]
    [InlineData("/a b/ü", "/a%20b/%C3%BC", true)]
    [InlineData("/a%20b", "/a%20b", true)]
    [InlineData("/{id}.json", "/x.json", true)]
    [InlineData("/{id}.json", "/.json", false)]
    [InlineData("/{id}.json", "/x.xml", false)]
    [InlineData("/Users({id})", "/Users(7)", true)]
    [InlineData("/Users({id})", "/Users()", false)]
    [InlineData("/{from}-{to}", "/a-b-c", true)]
    [InlineData("/{from}-{to}", "/-b", false)]
    [InlineData("/{from}-{to}", "/a-", false)]
    [InlineData("/{a}{b}", "/xy", true)]
    [InlineData("/{a}{b}", "/x", false)]
    [InlineData("/{a}.{b}.{c}", "/1.2.3", true)]
    [InlineData("/{a}.{b}.{c}", "/1.2", false)]
    public void A_template_matches_segment_by_segment(string template, string path, bool isMatch)
    {
        Assert.Null(RouteTemplate.Problem(template));
        Assert.Equal(isMatch, new RouteTemplate(template).IsMatch(RouteTemplate.Split(path)));
    }

    [Theory]
    [InlineData("a", "must begin with '/'")]
    [InlineData("/a//b", "must not have empty segments")]
    [InlineData("/a?b", "must have neither query nor fragment")]
    [InlineData("/a#b", "must have neither query nor fragment")]
    [InlineData("/{}", "must have a name in each pair of braces")]
    [InlineData("/{a", "must have a name in each pair of braces")]
    [InlineData("/a}", "must have a name in each pair of braces")]
    [InlineData("/{a{b}}", "must have a name in each pair of braces")]
    public void An_invalid_template_is_explained(string template, string problem) => Assert.Equal(problem, RouteTemplate.Problem(template));
}
