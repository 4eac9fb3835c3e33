using System.Text;
using CsCheck;
using PatContracts.Schema.Patterns;
using Xunit;

namespace PatContracts.Schema.Tests.Patterns;

public sealed class JsonPatternTests
{
    [Theory]
    [InlineData("", "anything", true)]
    [InlineData("b", "abc", true)]
    [InlineData("b", "xyz", false)]
    [InlineData("^ab", "abc", true)]
    [InlineData("^ab", "xab", false)]
    [InlineData("bc$", "abc", true)]
    [InlineData("bc$", "bcd", false)]
    [InlineData("^abc$", "abc", true)]
    [InlineData("^abc$", "abc\n", false)]
    [InlineData("^[A-Z]{2}\\d{3,}$", "AB123", true)]
    [InlineData("^[A-Z]{2}\\d{3,}$", "AB12", false)]
    [InlineData("^[A-Z]{2}\\d{3,}$", "AB123x", false)]
    [InlineData("^\\d{1,3}\\d$", "1234", true)]
    [InlineData("^\\d{1,3}\\d$", "1", false)]
    [InlineData("^a*ab?$", "aaa", true)]
    [InlineData("^(a|b)*c$", "ababc", true)]
    [InlineData("^(a|b)*c$", "abxc", false)]
    [InlineData("x|^y|z$", "zy", false)]
    [InlineData("x|^y|z$", "yz", true)]
    [InlineData("^(^|x)(^|y)z", "z", true)]
    [InlineData("$^", "", true)]
    [InlineData("$^", "a", false)]
    [InlineData("^.$", "\U0001F600", true)]
    [InlineData("^..$", "\U0001F600", false)]
    [InlineData("^.$", "\u2028", false)]
    [InlineData("^[\U0001F600-\U0001F64F]+$", "\U0001F600\U0001F64F", true)]
    [InlineData("^[\U0001F600-\U0001F64F]+$", "\U0001F650", false)]
    [InlineData("^[^a]$", "\U0001F600", true)]
    [InlineData("^\\u{1F600}$", "\U0001F600", true)]
    [InlineData("^\\ud83d\\ude00$", "\U0001F600", true)]
    [InlineData("\\ud83d", "\U0001F600", false)]
    [InlineData("^\\x41\\cA\\0\\t$", "A\u0001\0\t", true)]
    [InlineData("^[\\w-.]+$", "a-._", true)]
    [InlineData("^[a\\-z]+$", "-", true)]
    [InlineData("^\\-\\@\\_$", "-@_", true)]
    [InlineData("^[]$", "", false)]
    [InlineData("^[^]$", "\n", true)]
    [InlineData("^\\d$", "\u0664", false)]
    [InlineData("^\\w$", "\u00E9", false)]
    [InlineData("^\\s$", "\uFEFF", true)]
    [InlineData("^\\p{Lu}$", "\u00C9", true)]
    [InlineData("^\\p{Lu}$", "\u00E9", false)]
    [InlineData("^\\P{Letter}$", "1", true)]
    [InlineData("^\\p{L}$", "\U00020000", true)]
    [InlineData("^\\p{Script=Greek}+$", "\u03B1\u03B2", true)]
    [InlineData("^[\\p{sc=Han}\\d]+$", "\u4E081", true)]
    [InlineData("^\\p{gc=Nd}$", "\u0664", true)]
    [InlineData("^\\p{Alphabetic}$", "\u0345", true)]
    [InlineData("^\\p{Emoji}$", "\U0001F600", true)]
    [InlineData("\\bcat\\b", "the cat sat", true)]
    [InlineData("\\bcat\\b", "concatenate", false)]
    [InlineData("\\bcat\\b", "\u00E9cat\u00E9", true)]
    [InlineData("\\Bcat", "concat", true)]
    [InlineData("(?:^)?a", "ba", true)]
    [InlineData("(?:^)+a", "ba", false)]
    [InlineData("(?:\\b)*x", "x", true)]
    [InlineData("(?:(?=a))*a", "a", true)]
    [InlineData("^\\p{Script_Extensions=Hiragana}$", "\u30FC", true)]
    [InlineData("^\\p{scx=Zyyy}$", "\u30FC", false)]
    [InlineData("^\\p{White_Space}\\P{ID_Start}$", "\u00851", true)]
    [InlineData("^(?i:[a-k]\\u00e9)$", "\u212A\u00C9", true)]
    [InlineData("^(?i:[^k])$", "K", false)]
    [InlineData("^(?i:\\w\\W)$", "\u017F\u017F", false)]
    [InlineData("^(?i:\\w)$", "\u017F", true)]
    [InlineData("^(?i:\\p{Lu}\\P{Lu})$", "aA", true)]
    [InlineData("^(?i:a(?-i:b))c$", "Abc", true)]
    [InlineData("^(?i:a(?-i:b))c$", "ABc", false)]
    [InlineData("^(?s:.).$", "\na", true)]
    [InlineData("^(?s:.)..$", "\n\na", false)]
    [InlineData("^(?=.*\\d)(?=.*[a-z]).{4,}$", "abc1", true)]
    [InlineData("^(?=.*\\d)(?=.*[a-z]).{4,}$", "abcd", false)]
    [InlineData("^(?!x)", "xy", false)]
    [InlineData("(?<=a+)b", "aab", true)]
    [InlineData("(?<!a)b", "ab", false)]
    [InlineData("^(a|b)\\1$", "aa", true)]
    [InlineData("^(a|b)\\1$", "ab", false)]
    [InlineData("^(?:(a)|b)\\1c$", "bc", true)]
    [InlineData("^(?<x>a)(?<y>b)\\k<y>\\k<x>$", "abba", true)]
    [InlineData("^\\k<x>(?<x>a)$", "a", true)]
    [InlineData("^a{2,99999999999}$", "aaa", true)]
    [InlineData("^[a-z]{1,1000}(-[a-z]{1,1000})?$", "abc-def", true)]
    [InlineData("^([a-z0-9]{40}|[a-z0-9]{64})$", "0123456789012345678901234567890123456789", true)]
    [InlineData("^([a-z0-9]{40}|[a-z0-9]{64})$", "01234567890123456789012345678901234567890", false)]
    public void Patterns_match_as_in_ecmascript(string source, string text, bool expected)
    {
        Assert.True(JsonPattern.TryCreate(source, out JsonPattern? pattern, out string? error), error);
        Assert.Equal(source, pattern!.Source);
        Assert.Equal(expected ? PatternMatch.Yes : PatternMatch.No, pattern.IsMatch(Utf8(text)));
    }

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("(?i)a")]
    [InlineData("(?-:a)")]
    [InlineData("(?ii:a)")]
    [InlineData("(?i-i:a)")]
    [InlineData("(?u:a)")]
    [InlineData("(?P<n>a)")]
    [InlineData("(?#a)")]
    [InlineData("(?<n>a)(?<n>b)")]
    [InlineData("(?:(?<n>a)|b)(?<n>c)")]
    [InlineData("(?<n>(?<n>a))")]
    [InlineData("(?<n>a)(?:b|(?<n>c))")]
    [InlineData("(?<1>a)")]
    [InlineData("(?<n")]
    [InlineData("[")]
    [InlineData("[a")]
    [InlineData("[z-a]")]
    [InlineData("]")]
    [InlineData("}")]
    [InlineData("{1}")]
    [InlineData("a{")]
    [InlineData("a{1")]
    [InlineData("a{,1}")]
    [InlineData("a{2,1}")]
    [InlineData("*")]
    [InlineData("a**")]
    [InlineData("^*")]
    [InlineData("(?=a)*")]
    [InlineData("\\b+")]
    [InlineData("(?<!a){2}")]
    [InlineData("\\")]
    [InlineData("\\a")]
    [InlineData("\\Z")]
    [InlineData("\\A")]
    [InlineData("\\1")]
    [InlineData("(a)\\2")]
    [InlineData("\\k<n>")]
    [InlineData("\\k")]
    [InlineData("\\01")]
    [InlineData("\\c1")]
    [InlineData("\\x1")]
    [InlineData("\\u12")]
    [InlineData("\\u{110000}")]
    [InlineData("\\u{}")]
    [InlineData("\\p")]
    [InlineData("\\p{")]
    [InlineData("\\p{Nonsense}")]
    [InlineData("\\p{Script=Nonsense}")]
    [InlineData("[\\1]")]
    public void Invalid_patterns_are_rejected_with_a_location(string source)
    {
        Assert.False(JsonPattern.TryCreate(source, out JsonPattern? pattern, out string? error));
        Assert.Null(pattern);
        Assert.Contains("at character", error, StringComparison.Ordinal);
        Assert.False(JsonPattern.IsValid(Utf8(source)));
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|a)*$")]
    [InlineData("(a*)*b")]
    [InlineData("^(a|aa)+$")]
    public void Patterns_that_hang_other_engines_return_a_result(string source)
    {
        JsonPattern.TryCreate(source, out JsonPattern? pattern, out _);
        Assert.Equal(PatternMatch.No, pattern!.IsMatch(Utf8(new string('a', 50_000) + "!")));
    }

    [Theory]
    [InlineData("^[0-9a-f]{8}-[0-9a-f]{4}$", "01234567-89ab")]
    [InlineData("^(IDENTITY|SOURCE)$", "SOURCE")]
    [InlineData("ell", "hello")]
    public void Simple_patterns_allocate_nothing(string source, string text)
    {
        JsonPattern.TryCreate(source, out JsonPattern? pattern, out _);
        byte[] utf8 = Utf8(text);
        Assert.Equal(PatternMatch.Yes, pattern!.IsMatch(utf8));
        long before = GC.GetAllocatedBytesForCurrentThread();
        pattern.IsMatch(utf8);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Any_text_is_a_pattern_or_is_rejected() =>
        Gen.Char["ab(|)[]{}*+?.^$\\-,0123<=!:kpuxdDwWsS\u00E9\uD83D\uDE00"].Array[0, 12].Sample(
            characters => JsonPattern.TryCreate(new string(characters), out JsonPattern? pattern, out string? error) ? pattern is not null && error is null : error is not null,
            iter: 20_000);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
