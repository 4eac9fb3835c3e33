using System.Text;

namespace PatContracts.Schema.Text;

/// <summary>Strings as UTF-8.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The bytes of a string. Half a surrogate pair, which UTF-8 cannot say, becomes bytes that are no UTF-8, so that the scanner refuses it at its place
    /// instead of finding a replacement character there.
    /// </summary>
    public static byte[] Of(string text)
    {
        try
        {
            return Strict.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return WithHalfPairs(text);
        }
    }

    private static byte[] WithHalfPairs(string text)
    {
        var utf8 = new List<byte>(text.Length + 2);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                utf8.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, 2)));
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                utf8.AddRange([(byte)(0xE0 | (text[i] >> 12)), (byte)(0x80 | ((text[i] >> 6) & 0x3F)), (byte)(0x80 | (text[i] & 0x3F))]);
            }
            else
            {
                utf8.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, 1)));
            }
        }

        return [.. utf8];
    }
}
