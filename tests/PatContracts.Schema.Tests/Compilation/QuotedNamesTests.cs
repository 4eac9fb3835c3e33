using System.Text;
using PatContracts.Schema.Compilation;
using Xunit;

namespace PatContracts.Schema.Tests.Compilation;

public sealed class QuotedNamesTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes("""{"alpha":1,"beta":2,"alphabet":3,"other":4,"beta" :5}""");

    [Theory]
    [InlineData("alpha", 0)]
    [InlineData("beta", 1)]
    [InlineData("alphabet", 2)]
    [InlineData("other", null)]
    [InlineData("beta\" ", null)]
    public void A_name_is_found_where_it_is_followed_by_a_colon(string name, int? index)
    {
        var names = new QuotedNames([.. new[] { "alpha", "beta", "alphabet" }.Select(Encoding.UTF8.GetBytes)], isFollowedByColon: true);
        int position = At(name);
        int wrong = 0;

        Assert.Equal(index, names.Find(Text, position)?.Index);
        Assert.Equal(index, names.Guess(Text, position, names.Start, ref wrong)?.Index);
        Assert.Equal(index == 0 ? 0 : 1, wrong);
    }

    [Fact]
    public void A_name_is_guessed_after_the_name_that_it_followed()
    {
        var names = new QuotedNames([.. new[] { "alpha", "beta", "alphabet" }.Select(Encoding.UTF8.GetBytes)], isFollowedByColon: true);
        int wrong = 0;
        QuotedName last = names.Guess(Text, At("alphabet"), names.Start, ref wrong)!;
        Assert.Equal(1, wrong);

        Assert.Same(last, names.Guess(Text, At("alphabet"), names.Start, ref wrong));
        Assert.Equal(1, wrong);
    }

    [Fact]
    public void A_name_that_is_not_found_by_its_first_bytes_is_guessed()
    {
        // Names that begin alike have no slots.
        byte[][] alike = [.. Enumerable.Range(0, 40).Select(i => Encoding.UTF8.GetBytes($"the same beginning {i:d2}"))];
        var names = new QuotedNames(alike, isFollowedByColon: true);
        byte[] text = [.. "{\""u8, .. alike[7], .. "\":1}"u8];
        int wrong = 0;
        Assert.Null(names.Guess(text, 1, names.Start, ref wrong));

        QuotedName followed = names.Follow(names.Start, 7);

        Assert.Same(followed, names.Guess(text, 1, names.Start, ref wrong));
        Assert.Equal((7, alike[7].Length + 3), (followed.Index, followed.Length));
        Assert.Equal(1, wrong);
    }

    /// <summary>The last names are not compared in quoted form: they are too long, or escaped.</summary>
    [Theory]
    [InlineData("IDENTITY")]
    [InlineData("a")]
    [InlineData("a value that is much longer than a block of bytes")]
    [InlineData("\u0001")]
    public void A_single_choice_is_valid_and_no_other_text_is(string choice)
    {
        string quoted = System.Text.Json.JsonSerializer.Serialize(choice);
        var contract = Contract.Load("""{"type":"array","items":{"type":"object","properties":{"v":{"enum":[CHOICE]}},"maxProperties":2}}""".Replace("CHOICE", quoted, StringComparison.Ordinal));

        foreach (string end in new[] { "", new string(' ', 100) })
        {
            foreach (string valid in new[] { quoted, " " + quoted }) Assert.True(contract.IsValid($$"""[{"v":{{valid}}}]{{end}}"""), valid);
            foreach (string invalid in new[] { "\0", "\"\"", "\"", "\"\0", quoted[..^1], quoted + "\"", quoted.Insert(1, "x"), "1", "" })
            {
                Assert.False(contract.IsValid($$"""[{"v":{{invalid}}}]{{end}}"""), invalid);
            }
        }
    }

    private static int At(string name) => Text.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"\"{name}"));
}
