using System.Globalization;
using System.Text;
using PatContracts.Schema.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Text;

public sealed class JsonValueSetTests
{
    private static readonly Dictionary<string, Func<int, string>> Kinds = new(StringComparer.Ordinal)
    {
        ["numbers"] = i => i.ToString(CultureInfo.InvariantCulture),
        ["large numbers"] = i => $"{i + 1}00000000000000000000000000000.5e-3",
        ["objects"] = i => $"{{\"a\":{i},\"b\":[true,\"x\"]}}",
        ["arrays"] = i => $"[{i % 100},{i / 100}]",
    };

    public static TheoryData<string> KindNames => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(KindNames))]
    public void A_value_is_compared_with_one_constant_at_most_however_many_there_are(string kind)
    {
        foreach (int count in (int[])[2_500, 5_000, 10_000])
        {
            JsonValueSet set = Of([.. Enumerable.Range(0, count).Select(Kinds[kind])]);
            int total = 0;
            for (int i = 0; i < 2 * count; i++)
            {
                Assert.Equal(i < count, set.Contains(Encoding.UTF8.GetBytes(Kinds[kind](i)), out int comparisons));
                total += comparisons;
            }

            Assert.Equal(count, total);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(50)]
    public void Values_are_found_whatever_their_spelling(int others)
    {
        JsonValueSet set = Of(
        [
            "null", "1", "-0", "{\"a\":1,\"b\":{\"c\":[]}}", "[1, \"\\u0061\"]", "1e400",
            .. Enumerable.Range(0, others).Select(i => $"[[{i}]]"),
        ]);

        foreach (string value in (string[])["null", "1.0", "10e-1", "0", "0.0", "{\"b\":{\"c\":[ ]},\"\\u0061\":1.00}", "[1,\"a\"]", "10e399", "[[ 2 ]]"])
        {
            Assert.True(set.Contains(Encoding.UTF8.GetBytes(value)), value);
        }

        foreach (string value in (string[])["true", "false", "2", "1.5", "{\"a\":1}", "{\"a\":1,\"b\":{\"c\":[]},\"d\":1}", "[1,\"b\"]", "[\"a\",1]", "[]", "\"1\"", "1e401", "[[999]]"])
        {
            Assert.False(set.Contains(Encoding.UTF8.GetBytes(value)), value);
        }
    }

    [Fact]
    public void A_value_of_another_kind_is_not_compared()
    {
        JsonValueSet set = Of([.. Enumerable.Range(0, 100).Select(i => $"[{i}]")]);
        Assert.False(set.Contains("{\"a\":1}"u8, out int comparisons));
        Assert.Equal(0, comparisons);
        Assert.False(Of([]).Contains("1"u8, out _));
    }

    [Fact]
    public void Equal_constants_make_no_chains()
    {
        JsonValueSet set = Of([.. Enumerable.Range(0, 10_000).Select(i => i % 2 == 0 ? "1" : "1.0")]);
        Assert.True(set.Contains("1e0"u8, out int comparisons));
        Assert.Equal(1, comparisons);
        Assert.False(set.Contains("2"u8, out comparisons));
        Assert.Equal(0, comparisons);
    }

    [Fact]
    public void A_large_enumeration_allocates_nothing_for_values_once_it_is_warm()
    {
        Contract contract = Contract.Load($"{{\"items\":{{\"enum\":[{string.Join(",", Enumerable.Range(0, 10_000).Select(i => i % 2 == 0 ? $"{i}" : $"{{\"a\":{i}}}"))}]}}}}");
        byte[] payload = Encoding.UTF8.GetBytes($"[{string.Join(",", Enumerable.Range(0, 10_000).Select(i => i % 2 == 0 ? $"{i}" : $"{{\"a\":{i}}}"))}]");
        for (int i = 0; i < 10; i++) Assert.True(contract.IsValid(payload));

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(contract.IsValid(payload));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static JsonValueSet Of(string[] values) => new([.. values.Select(value => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(value))]);
}
