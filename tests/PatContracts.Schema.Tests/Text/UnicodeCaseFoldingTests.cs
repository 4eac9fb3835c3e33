using PatContracts.Schema.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Text;

public sealed class UnicodeCaseFoldingTests
{
    [Theory]
    [InlineData('a', 'A')]
    [InlineData('k', 0x212A)]
    [InlineData('s', 0x17F)]
    [InlineData(0xE9, 0xC9)]
    [InlineData(0x3C3, 0x3C2)]
    [InlineData(0x10428, 0x10400)]
    [InlineData(0x1E9E, 0xDF)]
    public void Cases_of_a_character_fold_to_one(int left, int right)
    {
        Assert.Equal(UnicodeCaseFolding.Fold(left), UnicodeCaseFolding.Fold(right));
        Assert.True(UnicodeCaseFolding.Close(CodePointSet.Of(left)).Contains(right));
        Assert.True(UnicodeCaseFolding.Close(CodePointSet.Of(right)).Contains(left));
    }

    [Theory]
    [InlineData('a', 'b')]
    [InlineData('i', 0x131)]
    [InlineData('i', 0x130)]
    [InlineData('1', '!')]
    public void Other_characters_remain_distinct(int left, int right)
    {
        Assert.NotEqual(UnicodeCaseFolding.Fold(left), UnicodeCaseFolding.Fold(right));
        Assert.False(UnicodeCaseFolding.Close(CodePointSet.Of(left)).Contains(right));
    }

    [Fact]
    public void Simple_mappings_of_the_runtime_fold_to_one()
    {
        for (char c = '\0'; c < '\u2000'; c++)
        {
            // The dotted and the dotless i, and characters whose mapping is not one to one, fold to themselves.
            if (c is '\u0130' or '\u0131') continue;
            Assert.Equal(UnicodeCaseFolding.Fold(c), UnicodeCaseFolding.Fold(char.ToLowerInvariant(c)));
        }
    }
}
