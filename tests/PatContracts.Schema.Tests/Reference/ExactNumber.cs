using System.Globalization;
using System.Numerics;

namespace PatContracts.Schema.Tests.Reference;

/// <summary>A decimal number of any size: an integer that does not end in 0, times a power of ten.</summary>
internal readonly record struct ExactNumber(BigInteger Significand, BigInteger Exponent) : IComparable<ExactNumber>
{
    public bool IsInteger => Exponent >= 0;

    public static ExactNumber Parse(string token)
    {
        int e = token.IndexOfAny(['e', 'E']);
        string mantissa = e < 0 ? token : token[..e];
        BigInteger exponent = e < 0 ? BigInteger.Zero : BigInteger.Parse(token[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0) exponent -= mantissa.Length - point - 1;
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        BigInteger significand = BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (significand.IsZero) return new ExactNumber(0, 0);
        while (significand % 10 == 0)
        {
            significand /= 10;
            exponent++;
        }

        return new ExactNumber(significand, exponent);
    }

    public int CompareTo(ExactNumber other)
    {
        if (Significand.Sign != other.Significand.Sign) return Significand.Sign.CompareTo(other.Significand.Sign);
        if (Significand.IsZero) return 0;
        // The position of the first digit decides; if it is the same, the exponents differ by no more than the number of digits.
        int order = (Digits(Significand) + Exponent).CompareTo(Digits(other.Significand) + other.Exponent);
        if (order != 0) return order * Significand.Sign;
        BigInteger lowest = BigInteger.Min(Exponent, other.Exponent);
        return Scaled(Exponent - lowest).CompareTo(other.Scaled(other.Exponent - lowest));
    }

    /// <summary>Returns whether dividing by a positive number results in an integer.</summary>
    public bool IsMultipleOf(ExactNumber divisor)
    {
        if (Significand.IsZero) return true;
        BigInteger shift = Exponent - divisor.Exponent;
        // A significand does not end in 0, so no power of ten divides it.
        return shift >= 0 && Significand * BigInteger.ModPow(10, shift, divisor.Significand) % divisor.Significand == 0;
    }

    private BigInteger Scaled(BigInteger shift) => Significand * BigInteger.Pow(10, (int)shift);

    private static int Digits(BigInteger number) => BigInteger.Abs(number).ToString(CultureInfo.InvariantCulture).Length;
}
