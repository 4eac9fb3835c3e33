using System.Text;
using CsCheck;
using PatContracts.Schema.Formats;
using Xunit;

namespace PatContracts.Schema.Tests.Formats;

public sealed class PunycodeTests
{
    [Theory]
    [InlineData("b\u00FCcher", "bcher-kva")]
    [InlineData("\u4E08", "dhq")]
    [InlineData("ma\u00F1ana", "maana-pta")]
    public void Words_are_encoded_and_decoded(string word, string encoded)
    {
        int[] codePoints = [.. word.EnumerateRunes().Select(rune => rune.Value)];
        Span<byte> written = stackalloc byte[60];
        int length = Punycode.Encode(codePoints, written);
        Assert.Equal(encoded, Encoding.ASCII.GetString(written.Slice(0, length)));
        Span<int> decoded = stackalloc int[60];
        int count = Punycode.Decode(Encoding.ASCII.GetBytes(encoded), decoded);
        Assert.Equal(codePoints, decoded.Slice(0, count).ToArray());
    }

    [Fact]
    public void What_was_encoded_is_decoded_again() =>
        Gen.OneOf(Gen.Int['a', 'z'], Gen.Int[0x80, 0x600], Gen.Int[0x10000, 0x10FFFF]).Array[1, 12].Sample(codePoints =>
        {
            Span<byte> encoded = stackalloc byte[200];
            int length = Punycode.Encode(codePoints, encoded);
            Span<int> decoded = stackalloc int[60];
            int count = Punycode.Decode(encoded.Slice(0, length), decoded);
            return count == codePoints.Length && decoded.Slice(0, count).SequenceEqual(codePoints);
        });

    [Fact]
    public void Random_letters_are_decoded_or_rejected() =>
        Gen.Char["abz059-"].Array[0, 59].Sample(letters =>
        {
            Span<int> decoded = stackalloc int[63];
            int count = Punycode.Decode(Encoding.ASCII.GetBytes(letters), decoded);
            return count is >= -1 and <= 63;
        });

    [Fact]
    public void Text_that_does_not_fit_is_rejected()
    {
        Span<byte> tight = stackalloc byte[5];
        Assert.Equal(-1, Punycode.Encode([0xFC, 0xFC, 0xFC, 0x4E08, 0x10FFFF], tight));
        Span<int> few = stackalloc int[2];
        Assert.Equal(-1, Punycode.Decode("bcher-kva"u8, few));
        Assert.Equal(-1, Punycode.Decode("99999999"u8, stackalloc int[60]));
    }
}
