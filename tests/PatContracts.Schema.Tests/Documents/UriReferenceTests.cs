using PatContracts.Schema.Documents;
using Xunit;

namespace PatContracts.Schema.Tests.Documents;

public sealed class UriReferenceTests
{
    private const string Base = "http://a/b/c/d;p?q";

    // RFC 3986, section 5.4.1.
    [Theory]
    [InlineData("g:h", "g:h")]
    [InlineData("g", "http://a/b/c/g")]
    [InlineData("./g", "http://a/b/c/g")]
    [InlineData("g/", "http://a/b/c/g/")]
    [InlineData("/g", "http://a/g")]
    [InlineData("//g", "http://g")]
    [InlineData("?y", "http://a/b/c/d;p?y")]
    [InlineData("g?y", "http://a/b/c/g?y")]
    [InlineData("#s", "http://a/b/c/d;p?q#s")]
    [InlineData("g#s", "http://a/b/c/g#s")]
    [InlineData("g?y#s", "http://a/b/c/g?y#s")]
    [InlineData(";x", "http://a/b/c/;x")]
    [InlineData("g;x", "http://a/b/c/g;x")]
    [InlineData("g;x?y#s", "http://a/b/c/g;x?y#s")]
    [InlineData("", "http://a/b/c/d;p?q")]
    [InlineData(".", "http://a/b/c/")]
    [InlineData("./", "http://a/b/c/")]
    [InlineData("..", "http://a/b/")]
    [InlineData("../", "http://a/b/")]
    [InlineData("../g", "http://a/b/g")]
    [InlineData("../..", "http://a/")]
    [InlineData("../../", "http://a/")]
    [InlineData("../../g", "http://a/g")]
    public void Normal_references_resolve_as_in_the_RFC(string reference, string expected) => Assert.Equal(expected, Resolve(Base, reference));

    // RFC 3986, section 5.4.2.
    [Theory]
    [InlineData("../../../g", "http://a/g")]
    [InlineData("../../../../g", "http://a/g")]
    [InlineData("/./g", "http://a/g")]
    [InlineData("/../g", "http://a/g")]
    [InlineData("g.", "http://a/b/c/g.")]
    [InlineData(".g", "http://a/b/c/.g")]
    [InlineData("g..", "http://a/b/c/g..")]
    [InlineData("..g", "http://a/b/c/..g")]
    [InlineData("./../g", "http://a/b/g")]
    [InlineData("./g/.", "http://a/b/c/g/")]
    [InlineData("g/./h", "http://a/b/c/g/h")]
    [InlineData("g/../h", "http://a/b/c/h")]
    [InlineData("g;x=1/./y", "http://a/b/c/g;x=1/y")]
    [InlineData("g;x=1/../y", "http://a/b/c/y")]
    [InlineData("g?y/./x", "http://a/b/c/g?y/./x")]
    [InlineData("g?y/../x", "http://a/b/c/g?y/../x")]
    [InlineData("g#s/./x", "http://a/b/c/g#s/./x")]
    [InlineData("g#s/../x", "http://a/b/c/g#s/../x")]
    [InlineData("http:g", "http:g")]
    public void Abnormal_references_resolve_as_in_the_RFC(string reference, string expected) => Assert.Equal(expected, Resolve(Base, reference));

    [Theory]
    [InlineData("https://h/x/../b", "https://h/b")]
    [InlineData("https://h/x/./b/..", "https://h/x/")]
    [InlineData("https://h/../../b?q=/../r", "https://h/b?q=/../r")]
    [InlineData("https://h", "https://h")]
    [InlineData("file:///a/../b", "file:///b")]
    [InlineData("file:/a/./b", "file:/a/b")]
    [InlineData("//h/x/../b", "http://h/b")]
    [InlineData("/x//../b", "http://a/x/b")]
    [InlineData("urn:a/../b", "urn:a/../b")]
    [InlineData("urn:example:a..b", "urn:example:a..b")]
    [InlineData("tag:h,2024:x/./y", "tag:h,2024:x/./y")]
    public void Dot_segments_are_removed_from_hierarchical_references_only(string reference, string expected) => Assert.Equal(expected, Resolve(Base, reference));

    [Theory]
    [InlineData("http://a/b/../c/d", "g", "http://a/c/g")]
    [InlineData("http://a/b/../c/d", "", "http://a/b/../c/d")]
    [InlineData("http://a", "g", "http://a/g")]
    [InlineData("http://a?q", "g", "http://a/g")]
    [InlineData("schema:///", "a/b", "schema:///a/b")]
    [InlineData("urn:example:root", "#s", "urn:example:root#s")]
    [InlineData("file:///C:/s/a.json", "../b.json", "file:///C:/b.json")]
    public void Other_bases_resolve_as_in_the_RFC(string baseUri, string reference, string expected) => Assert.Equal(expected, Resolve(baseUri, reference));

    [Theory]
    [InlineData("https://h/größe.json", "https://h/gr%C3%B6%C3%9Fe.json", true)]
    [InlineData("https://h/gr%c3%b6%c3%9fe.json", "https://h/gr%C3%B6%C3%9Fe.json", true)]
    [InlineData("https://h/a b", "https://h/a%20b", true)]
    [InlineData("https://h/%7Eme/%61", "https://h/~me/a", true)]
    [InlineData("https://h/😀", "https://h/%F0%9F%98%80", true)]
    [InlineData("https://h/x/../b", "https://h/b", true)]
    [InlineData("https://h/a?x=ö", "https://h/a?x=%C3%B6", true)]
    [InlineData("https://h/a%2Fb", "https://h/a/b", false)]
    [InlineData("https://h/a%3Fb", "https://h/a?b", false)]
    [InlineData("https://h/a%25b", "https://h/a%b", false)]
    [InlineData("https://h/A", "https://h/a", false)]
    [InlineData("https://h/a", "https://h/a/", false)]
    [InlineData("https://h:443/a", "https://h/a", false)]
    [InlineData("urn:gr%C3%B6%C3%9Fe", "urn:größe", false)]
    [InlineData("urn:x:%61", "urn:x:a", false)]
    public void Spellings_of_one_hierarchical_URI_compare_as_equal_and_others_do_not(string left, string right, bool equal)
    {
        Assert.Equal(equal, UriReference.ComparisonKey(left) == UriReference.ComparisonKey(right));
        Assert.Equal(UriReference.ComparisonKey(left), UriReference.ComparisonKey(UriReference.ComparisonKey(left)));
    }

    private static string Resolve(string baseUri, string reference)
    {
        (string uri, string? fragment) = UriReference.SplitFragment(reference);
        return UriReference.Resolve(baseUri, uri) + (fragment is null ? "" : "#" + fragment);
    }
}
