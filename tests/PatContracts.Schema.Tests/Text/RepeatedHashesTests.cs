using PatContracts.Schema.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Text;

public sealed class RepeatedHashesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(64)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void Unique_hashes_are_dropped(int count)
    {
        ulong[] entries = [.. Enumerable.Range(0, count).Select(i => RepeatedHashes.Entry(Hash(i), i))];
        Assert.Empty(Gather(entries));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(33)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void A_hash_that_occurs_twice_is_found_wherever_it_is(int count)
    {
        var random = new Random(count);
        for (int round = 0; round < 20; round++)
        {
            int first = random.Next(count - 1);
            int second = random.Next(first + 1, count);
            ulong[] entries = [.. Enumerable.Range(0, count).Select(i => RepeatedHashes.Entry(Hash(i == second ? first : i), i))];
            Assert.Equal([first, second], Gather(entries).Select(RepeatedHashes.Value));
        }
    }

    [Theory]
    [InlineData(5, 3)]
    [InlineData(40, 7)]
    [InlineData(5_000, 60)]
    [InlineData(5_000, 100_000)]
    [InlineData(60_000, 20_000)]
    [InlineData(3_000, 1)]
    public void The_remaining_hashes_agree_with_a_plain_grouping(int count, int hashes)
    {
        var random = new Random(hashes);
        ulong[] entries = [.. Enumerable.Range(0, count).Select(i => RepeatedHashes.Entry(Hash(random.Next(hashes)), i))];
        string[] expected = [.. entries.GroupBy(entry => entry >> 32).Where(group => group.Count() > 1).Select(group => string.Join(",", group.Select(RepeatedHashes.Value).Order()))];
        IEnumerable<string> groups = Gather(entries).ToArray().GroupBy(entry => entry >> 32).Select(group => string.Join(",", group.Select(RepeatedHashes.Value)));
        Assert.Equal(expected.Order(), groups.Order());
    }

    [Fact]
    public void Entries_of_the_same_hash_are_adjacent()
    {
        var random = new Random(1);
        ulong[] hashes = [.. Gather([.. Enumerable.Range(0, 20_000).Select(i => RepeatedHashes.Entry(Hash(random.Next(9_000)), i))]).Select(entry => entry >> 32)];
        Assert.NotEmpty(hashes);
        Assert.Equal(hashes.Distinct().Count(), 1 + hashes.Skip(1).Zip(hashes).Count(pair => pair.First != pair.Second));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(16)]
    public void Hashes_that_differ_only_in_their_lower_or_upper_half_are_distinguished(int shift)
    {
        ulong[] entries = [.. Enumerable.Range(0, 50_000).Select(i => RepeatedHashes.Entry((uint)i << shift, i))];
        Assert.Empty(Gather(entries));
    }

    [Fact]
    public void Entries_outside_the_searched_part_are_unchanged()
    {
        ulong[] entries = [.. Enumerable.Range(0, 40).Select(i => RepeatedHashes.Entry(7, i))];
        int kept = RepeatedHashes.Gather(entries, 10, 20, new ulong[RepeatedHashes.WordsFor(20)]);
        Assert.Equal(20, kept);
        Assert.Equal(Enumerable.Range(0, 40), entries.Select(RepeatedHashes.Value));
    }

    private static uint Hash(int index) => (uint)index * 2654435761;

    private static IEnumerable<ulong> Gather(ulong[] entries)
    {
        // Words with any content.
        ulong[] words = new ulong[RepeatedHashes.WordsFor(entries.Length)];
        words.AsSpan().Fill(ulong.MaxValue);
        int kept = RepeatedHashes.Gather(entries, 0, entries.Length, words);
        return entries.Take(kept);
    }
}
