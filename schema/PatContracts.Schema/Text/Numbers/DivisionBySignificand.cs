using System.Numerics;
using System.Text;

namespace PatContracts.Schema.Text.Numbers;

/// <summary>
/// Divisibility by a divisor with more digits than a machine word can hold. The dividend is divided piece by piece, so memory is bounded by the divisor, which
/// comes from the schema, and time by the product of both lengths.
/// </summary>
internal static class DivisionBySignificand
{
    private const int ShortestPiece = 256;

    /// <summary>Returns whether one significand times a power of ten is a multiple of the other.</summary>
    public static bool IsMultiple(ReadOnlySpan<byte> dividend, int dividendDigits, ReadOnlySpan<byte> divisor, int divisorDigits, long tens)
    {
        if (dividendDigits + tens < divisorDigits) return false;
        BigInteger modulus = ToInteger(divisor);
        // A divisor has fewer than four factors of 2 or 5 per digit, so more tens than that make no difference.
        modulus /= BigInteger.GreatestCommonDivisor(modulus, BigInteger.Pow(10, (int)Math.Min(tens, divisorDigits * 4L)));

        int piece = Math.Max(divisorDigits, ShortestPiece);
        BigInteger weight = BigInteger.Pow(10, piece);
        BigInteger remainder = BigInteger.Zero;
        var reader = new DigitReader(dividend);
        byte[] digits = new byte[piece];
        // The first piece has the remaining digits if they do not fill a complete one.
        for (int left = dividendDigits; left > 0;)
        {
            int take = left % piece == 0 ? piece : left % piece;
            for (int i = 0; i < take; i++) digits[i] = (byte)(reader.Next() + '0');
            remainder = ((remainder * weight) + ToInteger(digits.AsSpan(0, take))) % modulus;
            left -= take;
        }

        return remainder.IsZero;
    }

    private static BigInteger ToInteger(ReadOnlySpan<byte> digits)
    {
        var text = new StringBuilder(digits.Length);
        foreach (byte b in digits)
        {
            if (b != (byte)'.') text.Append((char)b);
        }

        return BigInteger.Parse(text.ToString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture);
    }
}
