using System.Text;
using PatContracts.Schema.Patterns;
using Xunit;

namespace PatContracts.Schema.Tests.Patterns;

public sealed class BacktrackingMatcherTests
{
    [Theory]
    // Captures are reset in each iteration.
    [InlineData("^(?:(a)|b)*\\1$", "ab", true)]
    [InlineData("^(?:(a)|b)*\\1$", "aba", false)]
    [InlineData("^(?:(a)|b)*\\1$", "abc", false)]
    [InlineData("^(?:(a)|b){2}\\1$", "aba", false)]
    [InlineData("^(?:(a)|b){2}\\1$", "baa", true)]
    [InlineData("^(?:(a)|(b)|c)+\\1\\2$", "abc", true)]
    [InlineData("^(?:(a)|(b)|c){3}\\1\\2$", "abcab", false)]
    [InlineData("^(z)((a+)?(b+)?(c))*\\3$", "zaacbbbcac", false)]
    [InlineData("^(z)((a+)?(b+)?(c))*-\\3\\4\\5$", "zaacbbbcac-ac", true)]
    [InlineData("^(z)((a+)?(b+)?(c))*-\\4$", "zaacbbbcac-bbb", false)]
    [InlineData("^(?:(?:(a)|b)*,)*\\1$", "a,b,", true)]
    [InlineData("^(?:(?:(a)|b)*,){2}\\1$", "b,a,a", true)]
    [InlineData("^(?:(?:(a)|b)*,){2}\\1$", "a,b,a", false)]
    [InlineData("^(a\\1)$", "a", true)]
    [InlineData("^(?:(a)\\1)+$", "aaaa", true)]
    [InlineData("^(?:(a)\\1)+$", "aaa", false)]
    // Empty iterations.
    [InlineData("^(?:a?)*\\b(c)?\\1$", "aa", true)]
    [InlineData("^(a*)*\\1$", "aa", true)]
    [InlineData("^(?:(a*?)){2}b\\1$", "ab", true)]
    [InlineData("^(?:(a*)){2}\\1$", "aa", true)]
    [InlineData("^(?:(a)?)*\\1$", "aa", true)]
    [InlineData("^(?:(a)?){2}\\1$", "a", true)]
    [InlineData("^(?:|(a))+\\1$", "aa", true)]
    [InlineData("^(?:(?=(a))|b){0,2}a\\1$", "aa", false)]
    [InlineData("^(?:(?=(a))|b){1,2}a\\1$", "aa", true)]
    [InlineData("^(?<!()*\\1+?)", "", false)]
    [InlineData("(?:(?=a)){1000000000}a(?!b)", "a", true)]
    [InlineData("(?:){1000000000}(?!b)", "a", true)]
    // Greedy and lazy.
    [InlineData("^(a+?)\\1$", "aaaa", true)]
    [InlineData("^(a+)\\1$", "aaaaa", false)]
    [InlineData("^(a??)b\\1$", "aba", true)]
    [InlineData("^(a{2,3}?)\\1$", "aaaaaa", true)]
    [InlineData("^(?:(ab?)+?)c\\1$", "abacab", false)]
    [InlineData("^(?:(ab?)+?)c\\1$", "aabcab", true)]
    [InlineData("^(.*?),\\1,(.*)$", "xy,xy,z", true)]
    // Nested quantifiers.
    [InlineData("^((a{1,2}){1,2})\\2$", "aaa", true)]
    [InlineData("^(?:(a{2}){2}b){2}\\1$", "aaaabaaaabaa", true)]
    [InlineData("^(?:(a{2}){2}b){2}\\1$", "aaaabaaabaa", false)]
    // Characters beyond the basic plane.
    [InlineData("^(.)\\1$", "\U0001F600\U0001F600", true)]
    [InlineData("^(.)\\1$", "\U0001F600\U0001F601", false)]
    [InlineData("(?<=^.)\U0001F601$", "\U0001F600\U0001F601", true)]
    [InlineData("(?<=^..)\U0001F601$", "\U0001F600\U0001F601", false)]
    [InlineData("(?<=^[^a]{2})a", "\U0001F600\u00E9a", true)]
    [InlineData("^(?!\\ud83d)", "\U0001F600", true)]
    // Named groups and references ahead.
    [InlineData("^(?<x>a|b)\\k<x>$", "bb", true)]
    [InlineData("^(?<x>a|b)\\k<x>$", "ba", false)]
    [InlineData("^\\k<x>(?<x>a)$", "a", true)]
    [InlineData("^(?:\\1b|(a))+$", "abaab", true)]
    [InlineData("^(?:\\1b|(a))+$", "aba", true)]
    [InlineData("^(\\2a|(b))+$", "ba", true)]
    [InlineData("^(?<\\u0061>x)\\k<a>$", "xx", true)]
    [InlineData("^(?<\u00E9>x)\\k<\u00E9>$", "xx", true)]
    [InlineData("^(?:(?<n>a)|(?<n>b))\\k<n>$", "bb", true)]
    [InlineData("^(?:(?<n>a)|(?<n>b))\\k<n>$", "ba", false)]
    [InlineData("^(?:(?:(?<n>a)|(?<n>b))\\k<n>)+$", "aabb", true)]
    [InlineData("^(?:(?<n>a)|b)(?:c|\\k<n>)$", "b", true)]
    // Look-ahead.
    [InlineData("^(?=(a+))a*b\\1$", "baaabac", false)]
    [InlineData("(?=(a+))a*b\\1", "baaabac", true)]
    [InlineData("^(?=(a|ab))\\1c", "abc", false)]
    [InlineData("^(?=(ab|a))\\1c", "abc", true)]
    [InlineData("(.*?)a(?!(a+)b\\2c)\\2(.*)$", "baaabaac", true)]
    [InlineData("^(?!(a)\\1)a\\1$", "a", true)]
    [InlineData("^(?!(a)b)a\\1$", "aa", false)]
    [InlineData("^(?!(?!(a)))a\\1b$", "ab", true)]
    [InlineData("^(?=.*\\d)(?=.*[a-z])(?!.*\\s).{4,}$", "abc1", true)]
    [InlineData("^(?=.*\\d)(?=.*[a-z])(?!.*\\s).{4,}$", "ab 1", false)]
    [InlineData("^(?:(?=(\\w))x|(?=(\\w))y)*\\1$", "xyx", false)]
    [InlineData("^(?:(?=(\\w))x|(?=(\\w))y)*\\2$", "xyy", true)]
    // Look-behind goes from right to left.
    [InlineData("(?<=(\\d+)(\\d+))$", "1053", true)]
    [InlineData("(?<=^(\\d+)(\\d+)),\\1-\\2$", "1053,1-053", true)]
    [InlineData("(?<=^(\\d+)(\\d+)),\\1-\\2$", "1053,105-3", false)]
    [InlineData("(?<=\\1(a))c", "aac", true)]
    [InlineData("(?<=\\1(a))c", "ac", false)]
    [InlineData("(?<=(a)\\1)c", "ac", true)]
    [InlineData("(?<=([abc]+)).\\1", "abcdbc", false)]
    [InlineData("(?<=(?<a>\\w){3})f\\k<a>$", "abcdefd", false)]
    [InlineData("(?<=(?<a>\\w){3})f\\k<a>$", "abcdefc", true)]
    [InlineData("(?<=(\\w)+)f\\1$", "abcdefa", true)]
    [InlineData("(?<=a.*?)b(?<!bb)$", "axxb", true)]
    [InlineData("(?<=a(?=b(.)))b\\1", "abb", true)]
    [InlineData("(?<=a(?=b(c)))b\\1", "abc", true)]
    [InlineData("(?<!(^|[ab])\\w{2})c$", "abc", false)]
    [InlineData("(?<=^(?:a|bc)+)d", "abcad", true)]
    [InlineData("(?<=(?:^|x){2})a", "xa", true)]
    [InlineData("(?<=\\b)a", "a", true)]
    [InlineData("(?<=$)a", "a", false)]
    // Modifiers.
    [InlineData("^(?i:(a)\\1)$", "aA", true)]
    [InlineData("^(?i:(a))\\1$", "AA", true)]
    [InlineData("^(?i:(a))\\1$", "Aa", false)]
    [InlineData("^(k)(?i:\\1)$", "k\u212A", true)]
    [InlineData("(?i:(?<=\\1(k)))x", "\u212Akx", true)]
    [InlineData("^(\U00010400)(?i:\\1)$", "\U00010400\U00010428", true)]
    [InlineData("(?<=(?m:^)a)b(?!c)", "x\nab", true)]
    public void Patterns_that_need_backtracking_match_as_in_ecmascript(string source, string text, bool expected)
    {
        Assert.True(PatternParser.TryParse(source, out ParsedPattern? parsed, out string? error), error);
        PatternBudget budget = PatternBudget.OfSteps(100_000);
        Assert.Equal(expected ? PatternMatch.Yes : PatternMatch.No, new BacktrackingMatcher(parsed!).Match(Encoding.UTF8.GetBytes(text), ref budget));
        if (!source.Contains("1000000000", StringComparison.Ordinal) && !source.Contains("i:", StringComparison.Ordinal))
        {
            Assert.Equal(expected, ReferenceMatcher.IsMatch(parsed!, text));
        }
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        JsonPattern.TryCreate("^(?=(a+))(?:(a)|b)*\\2(?<=b.*)$", out JsonPattern? pattern, out _);
        byte[] utf8 = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("ab", 500)));
        Assert.Equal(PatternMatch.Yes, pattern!.IsMatch(utf8));
        long before = GC.GetAllocatedBytesForCurrentThread();
        pattern.IsMatch(utf8);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void The_stack_of_a_thread_does_not_limit_a_match()
    {
        PatternMatch deep = default;
        PatternMatch nested = default;
        string opening = string.Concat(Enumerable.Repeat("(?:(?=(", 300));
        string closing = string.Concat(Enumerable.Repeat(")?)a?)*", 300));
        var thread = new Thread(
            () =>
            {
                JsonPattern.TryCreate("^(?:(a)|b)*\\1$", out JsonPattern? pattern, out _);
                deep = pattern!.IsMatch(Encoding.UTF8.GetBytes(new string('b', 100_000)));
                JsonPattern.TryCreate($"^{opening}a{closing}\\1$", out pattern, out _);
                nested = pattern!.IsMatch("aab"u8);
            },
            maxStackSize: 64 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal(PatternMatch.Yes, deep);
        Assert.NotEqual(PatternMatch.Yes, nested);
    }
}
