using System.Text;
using PatContracts.Schema.Patterns;
using Xunit;

namespace PatContracts.Schema.Tests.Patterns;

public sealed class AutomatonMatcherTests
{
    [Theory]
    [InlineData("\\bcat\\b", "the cat sat", true)]
    [InlineData("\\bcat\\b", "concatenate", false)]
    [InlineData("\\bcat\\b", "écaté", true)]
    [InlineData("\\Bcat", "concat", true)]
    [InlineData("^\\B$", "", true)]
    [InlineData("\\b", "", false)]
    [InlineData("\\b$", "a", true)]
    [InlineData("^(?:\\b)*x", "x", true)]
    [InlineData("(?m:^a$)", "b\na\nc", true)]
    [InlineData("(?m:^a$)", "b\nac", false)]
    [InlineData("(?m:^)b", "a\u2028b", true)]
    [InlineData("(?i:\\bk)", "\u212A", true)]
    [InlineData("\\bk|(?i:\\Bs)", "\u017Fs", true)]
    [InlineData("(?i:\\B)s", "\u017Fs", true)]
    [InlineData("\\Bs", "\u017Fs", false)]
    public void Assertions_need_no_backtracking(string source, string text, bool expected)
    {
        AutomatonMatcher matcher = Build(source);
        for (int run = 0; run < 3; run++) Assert.Equal(expected ? PatternMatch.Yes : PatternMatch.No, Match(matcher, text));
    }

    [Fact]
    public void Patterns_of_any_size_are_matched()
    {
        AutomatonMatcher names = Build("^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,8}[a-z]{2,63}$");
        Assert.Equal(PatternMatch.Yes, Match(names, "www.example.org"));
        Assert.Equal(PatternMatch.No, Match(names, "www.-example.org"));
        Assert.Equal(PatternMatch.No, Match(names, new string('a', 64) + ".org"));
        AutomatonMatcher words = Build($"^(?:{string.Join('|', Enumerable.Range(0, 2000).Select(i => $"w{i}"))})$");
        Assert.Equal(PatternMatch.Yes, Match(words, "w1999"));
        Assert.Equal(PatternMatch.No, Match(words, "w2000"));
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        AutomatonMatcher matcher = Build("^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,8}[a-z]{2,63}$");
        // Even if there is no space for the states of another text.
        AutomatonMatcher full = Build("(?:a|b)*a(?:a|b){200}$");
        string random = new([.. Enumerable.Range(0, 5000).Select(i => (i * i * 31 >> 3) % 3 == 0 ? 'a' : 'b')]);
        byte[] name = "www.example.org"u8.ToArray();
        byte[] letters = Encoding.UTF8.GetBytes(random);
        PatternBudget budget = PatternBudget.OfSteps(long.MaxValue);
        matcher.Match(name, ref budget);
        full.Match(letters, ref budget);
        long before = GC.GetAllocatedBytesForCurrentThread();
        matcher.Match(name, ref budget);
        full.Match(letters, ref budget);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void States_take_a_limited_amount_of_memory()
    {
        AutomatonMatcher matcher = Build("(?:a|b)*a(?:a|b){100}$");
        var random = new Random(1);
        PatternBudget budget = PatternBudget.OfSteps(long.MaxValue);
        byte[] text = new byte[4000];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int run = 0; run < 50; run++)
        {
            for (int i = 0; i < text.Length; i++) text[i] = random.Next(2) == 0 ? (byte)'a' : (byte)'b';
            Assert.Equal(text[text.Length - 101] == 'a' ? PatternMatch.Yes : PatternMatch.No, matcher.Match(text, ref budget));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void The_cost_is_the_same_whether_states_are_known_or_not()
    {
        string text = string.Concat(Enumerable.Range(0, 1000).Select(i => i % 7 == 0 ? "a" : "b"));
        AutomatonMatcher matcher = Build("(?:a|b)*a(?:a|b){500}c");
        long first = Cost(matcher, text);
        Assert.True(first > 0);
        Assert.Equal(first, Cost(matcher, text));
        Assert.Equal(first, Cost(Build("(?:a|b)*a(?:a|b){500}c"), text));
        for (int i = 0; i < 100; i++) Match(matcher, new string([.. text.Select((c, at) => (at >> (i % 10) & 1) == 0 ? 'a' : 'b')]));
        Assert.Equal(first, Cost(matcher, text));
    }

    [Fact]
    public void The_cost_is_linear_in_the_text()
    {
        AutomatonMatcher matcher = Build("(?:a|b)*a(?:a|b){500}c");
        long n = Cost(matcher, new string('a', 1_000));
        long twice = Cost(matcher, new string('a', 2_000));
        long fourTimes = Cost(matcher, new string('a', 4_000));
        Assert.InRange(twice, n, (2 * n) + 20_000);
        Assert.InRange(fourTimes, twice, (2 * twice) + 20_000);
    }

    [Fact]
    public void Common_patterns_cost_nothing() =>
        Assert.Equal(0, Cost(Build("^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){1,8}[a-z]{2,63}$"), string.Concat(Enumerable.Repeat("abc.", 5))));

    [Fact]
    public void Threads_share_the_states()
    {
        AutomatonMatcher matcher = Build("(?:a|b)*a(?:a|b){9}$");
        Parallel.For(0, 64, seed =>
        {
            var random = new Random(seed);
            for (int run = 0; run < 50; run++)
            {
                string text = new([.. Enumerable.Range(0, 100).Select(_ => random.Next(2) == 0 ? 'a' : 'b')]);
                Assert.Equal(text[90] == 'a' ? PatternMatch.Yes : PatternMatch.No, Match(matcher, text));
            }
        });
    }

    private static AutomatonMatcher Build(string source)
    {
        Assert.True(PatternParser.TryParse(source, out ParsedPattern? parsed, out string? error), error);
        return new AutomatonMatcher(AutomatonProgram.TryCompile(parsed!, AutomatonProgram.LimitFor(parsed!))!);
    }

    private static PatternMatch Match(AutomatonMatcher matcher, string text)
    {
        PatternBudget budget = PatternBudget.OfSteps(10_000_000);
        return matcher.Match(Encoding.UTF8.GetBytes(text), ref budget);
    }

    private static long Cost(AutomatonMatcher matcher, string text)
    {
        PatternBudget budget = PatternBudget.OfSteps(1_000_000_000);
        matcher.Match(Encoding.UTF8.GetBytes(text), ref budget);
        return 1_000_000_000 - budget.Remaining;
    }
}
