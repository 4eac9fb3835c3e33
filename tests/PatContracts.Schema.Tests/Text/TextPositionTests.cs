using CsCheck;
using PatContracts.Schema.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Text;

public sealed class TextPositionTests
{
    private static readonly Gen<byte[]> AnyText = Gen.OneOf(
        Gen.OneOf("\n", "\r", "\r\n", "\n\r", "\r\r\n"),
        Gen.OneOf("é", "€", "😀", "a", "\t"),
        Gen.Int[0, 300].Select(length => new string('x', length))).Array[0, 12].Select(parts => Utf8Text.GetBytes(string.Concat(parts)));

    [Fact]
    public void A_position_is_the_same_wherever_the_text_is_split() => Gen.Select(AnyText, Gen.Int[0, 4000], Gen.Int[0, 4000]).Sample((text, first, second) =>
    {
        int from = Math.Min(Math.Min(first, second), text.Length);
        int to = Math.Min(Math.Max(first, second), text.Length);
        var position = new TextPosition();
        position.Advance(text.AsSpan(0, from));
        Assert.Equal(Expected(text.AsSpan(0, from)), (position.Line, position.Column));
        position.Advance(text.AsSpan(from, to - from));
        Assert.Equal(Expected(text.AsSpan(0, to)), (position.Line, position.Column));
        position.Advance(text.AsSpan(to));
        Assert.Equal(Expected(text), (position.Line, position.Column));
    });

    [Fact]
    public void A_line_end_counts_once_at_every_offset_of_a_block()
    {
        foreach (string end in new[] { "\n", "\r", "\r\n" })
        {
            for (int offset = 0; offset < 140; offset++)
            {
                byte[] text = Utf8Text.GetBytes(new string('x', offset) + end + new string('y', 70) + end + "é");
                for (int split = 0; split <= text.Length; split++)
                {
                    var position = new TextPosition();
                    position.Advance(text.AsSpan(0, split));
                    position.Advance(text.AsSpan(split));
                    Assert.Equal((3, 2), (position.Line, position.Column));
                }
            }
        }
    }

    /// <summary>Counts byte by byte.</summary>
    private static (int Line, int Column) Expected(ReadOnlySpan<byte> text)
    {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            if (b is (byte)'\n' or (byte)'\r')
            {
                if (b == (byte)'\r' || i == 0 || text[i - 1] != (byte)'\r') line++;
                column = 1;
            }
            else
            {
                column += (b & 0xC0) == 0x80 ? 0 : b >= 0xF0 ? 2 : 1;
            }
        }

        return (line, column);
    }
}
