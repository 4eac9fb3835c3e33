using System.Globalization;
using System.Numerics;
using System.Text;
using CsCheck;
using PatContracts.Schema.Text.Numbers;
using Xunit;

namespace PatContracts.Schema.Tests.Text.Numbers;

public sealed class JsonNumberTests
{
    [Theory]
    [InlineData("0", "-0", 0)]
    [InlineData("0", "0e99", 0)]
    [InlineData("1", "1.0", 0)]
    [InlineData("1", "10e-1", 0)]
    [InlineData("1", "0.1e1", 0)]
    [InlineData("1", "1e+0", 0)]
    [InlineData("-1", "1", -1)]
    [InlineData("-2", "-1", -1)]
    [InlineData("-0.5", "0", -1)]
    [InlineData("9", "10", -1)]
    [InlineData("1.23", "1.2300000000000000000000000000000000000001", -1)]
    [InlineData("9223372036854775807", "9223372036854775808", -1)]
    [InlineData("18446744073709551616", "18446744073709551617", -1)]
    [InlineData("1e400", "1e401", -1)]
    [InlineData("1e-400", "1e-401", 1)]
    [InlineData("0.1", "1e999999999999999999999", -1)]
    [InlineData("-1e999999999999999999999", "-1e999999999999999999998", -1)]
    [InlineData("1e-999999999999999999999", "0", 1)]
    [InlineData("10e999999999999999999", "1e1000000000000000000", 0)]
    [InlineData("0.1e1000000000000000000", "1e999999999999999999", 0)]
    [InlineData("1e1000000000000000001", "1e999999999999999999", 1)]
    public void Numbers_compare_by_value(string left, string right, int expected)
    {
        Assert.Equal(expected, Math.Sign(Compare(left, right)));
        Assert.Equal(-expected, Math.Sign(Compare(right, left)));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("-0.000", true)]
    [InlineData("1.0", true)]
    [InlineData("1e2", true)]
    [InlineData("1.5e1", true)]
    [InlineData("150e-1", true)]
    [InlineData("1.5", false)]
    [InlineData("15e-1", false)]
    [InlineData("1e-1", false)]
    [InlineData("1e99999999999999999999", true)]
    [InlineData("1e-99999999999999999999", false)]
    [InlineData("0e-99999999999999999999", true)]
    [InlineData("123456789012345678901234567890.0", true)]
    [InlineData("123456789012345678901234567890.01", false)]
    public void Integers_are_recognized_by_value(string token, bool expected) => Assert.Equal(expected, JsonNumber.Parse(Utf8(token)).IsInteger);

    [Theory]
    [InlineData("12", true)]
    [InlineData("-0", true)]
    [InlineData("1.0", false)]
    [InlineData("1e2", false)]
    [InlineData("1E2", false)]
    public void Integer_syntax_has_neither_point_nor_exponent(string token, bool expected) => Assert.Equal(expected, JsonNumber.IsIntegerSyntax(Utf8(token)));

    [Theory]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("1e18", 1_000_000_000_000_000_000)]
    [InlineData("92233720368547758.07e2", long.MaxValue)]
    [InlineData("-12.50e1", -125)]
    [InlineData("-0", 0)]
    public void Integers_in_range_convert(string token, long expected)
    {
        Assert.True(JsonNumber.Parse(Utf8(token)).TryGetInt64(out long value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("1e19")]
    [InlineData("0.5")]
    [InlineData("18446744073709551616")]
    [InlineData("1e99999999999999999999")]
    public void Other_numbers_do_not_convert(string token) => Assert.False(JsonNumber.Parse(Utf8(token)).TryGetInt64(out _));

    [Theory]
    [InlineData("0", "7", true)]
    [InlineData("10", "2", true)]
    [InlineData("7", "2", false)]
    [InlineData("0.0075", "0.0001", true)]
    [InlineData("0.00751", "0.0001", false)]
    [InlineData("1e308", "0.123456789", false)]
    [InlineData("1e308", "0.5", true)]
    [InlineData("4.5", "1.5", true)]
    [InlineData("-4.5", "1.5", true)]
    [InlineData("1e1000000000", "7", false)]
    [InlineData("7e1000000000", "7", true)]
    [InlineData("1e1000000000", "1024", true)]
    [InlineData("1e3", "16", false)]
    [InlineData("1e4", "16", true)]
    [InlineData("1e-1000000000", "1", false)]
    [InlineData("3", "1e-99999999999999999999", true)]
    [InlineData("1e99999999999999999999", "3e99999999999999999999", false)]
    [InlineData("9e99999999999999999999", "3e99999999999999999999", true)]
    [InlineData("246913578024691357802469135780", "123456789012345678901234567890", true)]
    [InlineData("246913578024691357802469135781", "123456789012345678901234567890", false)]
    [InlineData("123456789012345678901234567890e5", "3", true)]
    [InlineData("36893488147419103232", "18446744073709551616", true)]
    [InlineData("1e200", "18446744073709551616", true)]
    [InlineData("1e19", "18446744073709551616", false)]
    public void Multiples_are_exact(string token, string divisor, bool expected) =>
        Assert.Equal(expected, JsonNumber.Parse(Utf8(token)).IsMultipleOf(JsonNumber.Parse(Utf8(divisor))));

    [Fact]
    public void A_million_digits_are_divided_without_becoming_one_number()
    {
        string repunit = new('1', 999_999);
        Assert.True(JsonNumber.Parse(Utf8(repunit)).IsMultipleOf(JsonNumber.Parse("111"u8)));
        Assert.False(JsonNumber.Parse(Utf8(repunit + "1")).IsMultipleOf(JsonNumber.Parse("111"u8)));
        Assert.True(JsonNumber.Parse(Utf8(repunit)).IsMultipleOf(JsonNumber.Parse(Utf8(new string('1', 27)))));
    }

    [Fact]
    public void An_exponent_of_many_digits_is_compared_and_hashed()
    {
        string digits = new('9', 100_000);
        Assert.True(Compare("1e" + digits, "9e" + digits) < 0);
        Assert.True(Compare("10e" + digits, "1e1" + new string('0', 100_000)) == 0);
        Assert.Equal(Hash("10e" + digits), Hash("1e1" + new string('0', 100_000)));
    }

    [Fact]
    public void Order_and_multiples_agree_with_arithmetic_on_big_integers() =>
        Gen.Select(Token, Token).Sample((left, right) =>
        {
            (BigInteger a, BigInteger b) = Align(left, right);
            bool ordered = Math.Sign(Compare(left, right)) == a.CompareTo(b);
            string divisor = right.TrimStart('-');
            bool divides = b.IsZero || JsonNumber.Parse(Utf8(left)).IsMultipleOf(JsonNumber.Parse(Utf8(divisor))) == BigInteger.Remainder(a, b).IsZero;
            return ordered && divides;
        });

    [Fact]
    public void A_product_is_a_multiple_of_its_factors() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[-5, 25], Gen.Int[0, 3]).Sample((factor, divisor, exponent, rest) =>
        {
            BigInteger product = (BigInteger)(factor + 1) * (divisor | 1);
            string written = (product + rest).ToString(CultureInfo.InvariantCulture) + "e" + exponent.ToString(CultureInfo.InvariantCulture);
            string by = (divisor | 1).ToString(CultureInfo.InvariantCulture) + "e" + exponent.ToString(CultureInfo.InvariantCulture);
            return JsonNumber.Parse(Utf8(written)).IsMultipleOf(JsonNumber.Parse(Utf8(by))) == ((product + rest) % (divisor | 1)).IsZero;
        });

    [Fact]
    public void Equal_numbers_have_equal_hashes() =>
        Gen.Select(Gen.Long, Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[-40, 40]).Sample((value, zeros, point, exponent) =>
        {
            string plain = value.ToString(CultureInfo.InvariantCulture) + "e" + exponent.ToString(CultureInfo.InvariantCulture);
            string digits = value.ToString(CultureInfo.InvariantCulture).TrimStart('-') + new string('0', zeros);
            int shift = Math.Min(point, digits.Length - 1);
            string pointed = shift > 0 ? digits.Insert(digits.Length - shift, ".") : digits;
            string respelled = string.Create(CultureInfo.InvariantCulture, $"{(value < 0 ? "-" : "")}{pointed}E{exponent + shift - zeros}");
            return Compare(plain, respelled) == 0 && Hash(plain) == Hash(respelled);
        });

    private static readonly Gen<string> Token =
        from negative in Gen.Bool
        from whole in Gen.Char['0', '9'].Array[1, 25]
        from fraction in Gen.Char['0', '9'].Array[0, 25]
        from exponent in Gen.Int[-30, 30]
        select (negative ? "-" : "") + (new string(whole).TrimStart('0') is { Length: > 0 } digits ? digits : "0")
            + (fraction.Length > 0 ? "." + new string(fraction) : "") + (exponent != 0 ? "e" + exponent.ToString(CultureInfo.InvariantCulture) : "");

    private static (BigInteger Left, BigInteger Right) Align(string left, string right)
    {
        (BigInteger a, int leftExponent) = Split(left);
        (BigInteger b, int rightExponent) = Split(right);
        int lowest = Math.Min(leftExponent, rightExponent);
        return (a * BigInteger.Pow(10, leftExponent - lowest), b * BigInteger.Pow(10, rightExponent - lowest));
    }

    private static (BigInteger Significand, int Exponent) Split(string token)
    {
        int e = token.IndexOf('e', StringComparison.Ordinal);
        string significand = e < 0 ? token : token[..e];
        int exponent = e < 0 ? 0 : int.Parse(token.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int point = significand.IndexOf('.', StringComparison.Ordinal);
        int decimals = point < 0 ? 0 : significand.Length - point - 1;
        return (BigInteger.Parse(significand.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), exponent - decimals);
    }

    private static int Compare(string left, string right) => JsonNumber.Parse(Utf8(left)).CompareTo(JsonNumber.Parse(Utf8(right)));

    private static ulong Hash(string token) => JsonNumber.Parse(Utf8(token)).GetHash();

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
