using System.Text;
using CsCheck;
using PatContracts.Schema.Text;
using Xunit;

namespace PatContracts.Schema.Tests.Text;

public sealed class Utf8TextTests
{
    private static readonly Gen<string> AnyString =
        Gen.OneOf("a", "\n", "é", "€", "😀", "\uD83D", "\uDE00", "0123456789abcdef").Array[0, 40].Select(parts => string.Concat(parts));

    [Fact]
    public void A_string_is_encoded_as_the_runtime_does_except_for_lone_surrogates() => AnyString.Sample(text =>
    {
        byte[] utf8 = Utf8Text.GetBytes(text);
        var expected = new List<byte>();
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i)) expected.AddRange(Encoding.UTF8.GetBytes(text.Substring(i++, 2)));
            else if (char.IsSurrogate(text[i])) expected.AddRange([0xED, (byte)(0x80 | ((text[i] >> 6) & 0x3F)), (byte)(0x80 | (text[i] & 0x3F))]);
            else expected.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, 1)));
        }

        Assert.Equal(expected, utf8);
        Assert.Equal(text.Length, Utf8Text.GetCharCount(utf8));
    });

    [Fact]
    public void A_destination_that_is_too_short_is_an_error()
    {
        foreach (string text in new[] { "abc", "é", "€", "😀", "\uD83D" })
        {
            int length = Utf8Text.GetBytes(text).Length;
            Assert.Equal(length, Utf8Text.GetBytes(text.AsSpan(), new byte[length]));
            Assert.Throws<ArgumentException>(() => Utf8Text.GetBytes(text.AsSpan(), new byte[length - 1]));
        }
    }

    [Fact]
    public void A_position_is_the_same_however_the_text_is_divided() =>
        AnyString.Select(Gen.Int[0, 60], Gen.OneOf("\r", "\r\n", "\n", "x")).Sample((text, at, end) =>
    {
        byte[] utf8 = Utf8Text.GetBytes(text + end + text + end);
        var whole = TextPosition.Of(utf8, int.MaxValue);
        var divided = new TextPosition();
        divided.Advance(utf8.AsSpan(0, Math.Min(at, utf8.Length)));
        divided.Advance(utf8.AsSpan(Math.Min(at, utf8.Length)));
        Assert.Equal((whole.Line, whole.Column), (divided.Line, divided.Column));
    });

    [Fact]
    public void The_default_position_is_the_beginning_of_a_text()
    {
        Assert.Equal((1, 1), (default(TextPosition).Line, default(TextPosition).Column));
        Assert.Equal(new TextPosition(1, 1), default);
        Assert.Equal((2, 3), (TextPosition.Of("a\r\nb😀"u8, 4).Line, TextPosition.Of("a\r\n😀b"u8, 7).Column));
    }
}
