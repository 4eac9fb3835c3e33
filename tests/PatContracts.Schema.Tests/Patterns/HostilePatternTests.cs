using System.Text;
using PatContracts.Schema.Patterns;
using Xunit;

namespace PatContracts.Schema.Tests.Patterns;

/// <summary>Patterns and texts that are intended to exhaust time, memory or stack.</summary>
public sealed class HostilePatternTests
{
    [Fact]
    public void One_budget_bounds_all_matches_of_a_document()
    {
        JsonPattern pattern = Create("^(a+)+\\1$");
        byte[] text = Encoding.UTF8.GetBytes(new string('a', 40) + "!");
        PatternBudget budget = PatternBudget.ForDocument(12 * text.Length);
        long before = budget.Remaining;
        Assert.InRange(before, 1, 10_000_000);
        for (int i = 0; i < 12; i++) Assert.Equal(PatternMatch.Undecided, pattern.IsMatch(text, ref budget));
        Assert.True(budget.Remaining < 0);
        Assert.Equal(PatternMatch.Undecided, Create("^(b)\\1$").IsMatch("bb"u8, ref budget));
        // A match without cost is still decided.
        Assert.Equal(PatternMatch.Yes, Create("^b+$").IsMatch("bb"u8, ref budget));
    }

    [Theory]
    [InlineData("^(a*)*\\1$")]
    [InlineData("^(?:a|a)*(?!a)b")]
    [InlineData("^(?=(a|aa)+$)\\1b")]
    [InlineData("(?<=^(a|a)*)b\\1")]
    [InlineData("^(?:(a)|b)*\\1!$")]
    [InlineData("(a{0,1000}){0,1000}\\1c")]
    public void Steps_are_counted_for_every_kind_of_work(string source)
    {
        JsonPattern pattern = Create(source);
        PatternBudget budget = PatternBudget.OfSteps(10_000);
        byte[] text = Encoding.UTF8.GetBytes(new string('a', 5000) + "x");
        Assert.Equal(PatternMatch.Undecided, pattern.IsMatch(text, ref budget));
    }

    [Theory]
    [InlineData("^(?=.*[0-9])(?=.*[a-z])(?!.*  ).*$")]
    [InlineData("(?<![a-z])b")]
    [InlineData("^(\\w)(?:.*)\\1$")]
    [InlineData("^(?!.*\\.\\.)[a.]+$")]
    public void Common_look_arounds_stay_within_the_budget_of_long_documents(string source)
    {
        JsonPattern pattern = Create(source);
        foreach (int length in (int[])[1_000_000, 2_000_000])
        {
            byte[] text = Encoding.UTF8.GetBytes(new string('a', length));
            Assert.NotEqual(PatternMatch.Undecided, pattern.IsMatch(text));
        }
    }

    [Theory]
    [InlineData("^(?!.*\\.\\.)[a.]+$", 1)]
    [InlineData("(?<![a-z])b", 1)]
    [InlineData("(?=a*c)a", 2)]
    public void Steps_grow_at_the_rate_of_the_pattern(string source, int power)
    {
        JsonPattern pattern = Create(source);
        long n = Cost(1000);
        long twice = Cost(2000);
        long fourTimes = Cost(4000);
        Assert.InRange(twice, n, (n << power) + 100);
        Assert.InRange(fourTimes, twice, (twice << power) + 100);

        long Cost(int length)
        {
            PatternBudget budget = PatternBudget.OfSteps(1_000_000_000);
            Assert.NotEqual(PatternMatch.Undecided, pattern.IsMatch(Encoding.UTF8.GetBytes(new string('a', length)), ref budget));
            return 1_000_000_000 - budget.Remaining;
        }
    }

    [Theory]
    [InlineData("(?:a{1000}){1000}")]
    [InlineData("^(?:a{1000}){1000}$")]
    [InlineData("(?:(?:(?:a?){1000}){1000}){1000}b")]
    [InlineData("(?:(?:(?:){1000000000}){1000000000}){1000000000}b")]
    [InlineData("(?:(?:a{0}){1000000000}){1000000000}b")]
    [InlineData("(?:(?:^|$){1000000000}){1000000000}b")]
    [InlineData("(?:(?:a|b){1,100000}c?){100000}d")]
    public void Large_repeats_are_not_expanded(string source)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        JsonPattern pattern = Create(source);
        Assert.NotEqual(PatternMatch.Yes, pattern.IsMatch("aaaaaaaaaa"u8));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8_000_000);
    }

    [Fact]
    [Trait(LongRun.Trait, LongRun.Long)]
    public void Many_alternatives_load()
    {
        int count = LongRun.Count(20_000, full: 100_000);
        string alternatives = string.Join('|', Enumerable.Range(0, count).Select(i => $"word{i}"));
        Assert.Equal(PatternMatch.Yes, Create($"^(?:{alternatives})$").IsMatch(Encoding.UTF8.GetBytes($"word{count - 1}")));
        Assert.Equal(PatternMatch.No, Create($"^(?:{alternatives})$").IsMatch(Encoding.UTF8.GetBytes($"word{count}")));
        Assert.Equal(PatternMatch.Yes, Create($"^({alternatives})\\1$").IsMatch(Encoding.UTF8.GetBytes($"word{count - 1}word{count - 1}")));
        Assert.Equal(PatternMatch.Yes, Create(string.Join('|', Enumerable.Range(0, count).Select(i => $"(?<n{i}>{i})")) + "|\\k<n7>x").IsMatch("x"u8));
        Assert.Equal(PatternMatch.Yes, Create(string.Join('|', Enumerable.Range(0, count).Select(i => $"(?<n>{i},)")) + "|\\k<n>x").IsMatch("x"u8));
        string sets = string.Join('|', Enumerable.Range(0, count / 2).Select(i => $"[\\u{{{i + 0x10000:x}}}-\\u{{{i + 0x10001:x}}}]a"));
        Assert.NotEqual(PatternMatch.No, Create(sets).IsMatch("\U00010000a"u8));
    }

    [Fact]
    public void Deep_nesting_needs_no_stack()
    {
        bool loaded = true;
        var thread = new Thread(
            () =>
            {
                (string, string)[] groups =
                    [("(", ")"), ("(?:a", "b)"), ("(?:", "a)*"), ("(?:(", ")|b)?"), ("(?=", ")"), ("(?<!a", ")"), ("((?:", "){2})+"), ("(?i:", ")")];
                foreach ((string opening, string closing) in groups)
                {
                    int depth = PatternParser.MaxDepth / opening.Count(c => c == '(');
                    string source = string.Concat(Enumerable.Repeat(opening, depth)) + string.Concat(Enumerable.Repeat(closing, depth));
                    loaded &= JsonPattern.TryCreate(source, out JsonPattern? pattern, out _);
                    pattern?.IsMatch("aaabbb"u8);
                }
            },
            maxStackSize: 64 * 1024);
        thread.Start();
        thread.Join();
        Assert.True(loaded);
    }

    [Fact]
    public void Nesting_has_a_limit()
    {
        Assert.False(JsonPattern.TryCreate(new string('(', 1_000_000), out _, out string? error));
        Assert.Contains("nested too deeply (at character ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Repeated_properties_load() =>
        Assert.Equal(PatternMatch.Yes, Create(string.Concat(Enumerable.Repeat("(?i:\\p{L}?\\p{Lu}?)", 5_000))).IsMatch("a"u8));

    private static JsonPattern Create(string source)
    {
        Assert.True(JsonPattern.TryCreate(source, out JsonPattern? pattern, out string? error), error);
        return pattern!;
    }
}
