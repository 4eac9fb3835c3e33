using CsCheck;
using PatContracts.Schema.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Text;

public sealed class CodePointSetTests
{
    private static readonly Gen<(int First, int Last)[]> Ranges =
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 6]).Select((first, length) => (first, first + length)).Array[0, 6];

    [Fact]
    public void Set_operations_agree_with_membership() =>
        Gen.Select(Ranges, Ranges).Sample((left, right) =>
        {
            CodePointSet a = Build(left);
            CodePointSet b = Build(right);
            bool overlaps = false;
            for (int c = 0; c <= 70; c++)
            {
                bool inA = left.Any(range => c >= range.First && c <= range.Last);
                bool inB = right.Any(range => c >= range.First && c <= range.Last);
                overlaps |= inA && inB;
                if (a.Contains(c) != inA || a.Complement().Contains(c) == inA) return false;
                if (a.Union(b).Contains(c) != (inA || inB) || a.Intersect(b).Contains(c) != (inA && inB)) return false;
            }

            return a.Overlaps(b) == overlaps && a.Complement().Complement().Equals(a);
        });

    [Fact]
    public void Ranges_are_read_in_any_order_and_joined()
    {
        CodePointSet set = CodePointSet.Parse("61-7A 41 42-5A 1F600");
        Assert.Equal(3, set.RangeCount);
        Assert.Equal((0x41, 0x5A), set.Range(0));
        Assert.True(set.Contains(0x1F600));
        Assert.False(set.Contains(0x60));
    }

    [Fact]
    public void The_ends_of_the_code_space_are_included()
    {
        Assert.True(CodePointSet.Empty.Complement().Equals(CodePointSet.All));
        Assert.True(CodePointSet.All.Complement().IsEmpty);
        Assert.True(CodePointSet.All.Contains(0) && CodePointSet.All.Contains(0x10FFFF));
    }

    private static CodePointSet Build((int First, int Last)[] ranges)
    {
        var builder = new CodePointSetBuilder();
        foreach ((int first, int last) in ranges) builder.Add(first, last);
        return builder.Build();
    }
}
