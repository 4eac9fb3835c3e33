using System.Runtime.CompilerServices;

namespace PatContracts.Schema.Text.Numbers;

/// <summary>
/// A number of RFC 8259, exact whatever its size: an integer without trailing zeros times a power of ten. It is read from its token and never expanded, so
/// <c>1e1000000000</c> is as cheap as <c>1</c>. Work and memory are bounded by the length of the token.
/// </summary>
internal readonly ref struct JsonNumber
{
    /// <summary>Every integer of this many digits fits a <see cref="ulong"/>.</summary>
    private const int LongestMantissa = 19;

    private static readonly ulong[] PowersOfTen =
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000, 1_000_000_000_000,
        10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
        10_000_000_000_000_000_000,
    ];

    // From the first to the last nonzero digit, possibly with the point in between. Empty for 0.
    private readonly ReadOnlySpan<byte> _significand;
    private readonly int _digits;
    private readonly ulong _mantissa;
    private readonly DecimalExponent _exponent;

    private JsonNumber(bool isNegative, ReadOnlySpan<byte> significand, int digits, ulong mantissa, DecimalExponent exponent)
    {
        IsNegative = isNegative;
        _significand = significand;
        _digits = digits;
        _mantissa = mantissa;
        _exponent = exponent;
    }

    /// <summary>Whether the number is below 0, which −0 is not.</summary>
    public bool IsNegative { get; }

    public bool IsZero => _significand.IsEmpty;

    /// <summary>Whether the value is an integer, whatever its spelling: <c>1.0</c> and <c>1e2</c> are.</summary>
    public bool IsInteger => IsZero || _exponent.Sign >= 0;

    /// <param name="token">A number that the scanner has accepted.</param>
    public static JsonNumber Parse(ReadOnlySpan<byte> token)
    {
        int first = -1;
        int last = -1;
        int point = -1;
        int digits = 0;
        int zeros = 0;
        ulong mantissa = 0;
        int position = token[0] == (byte)'-' ? 1 : 0;
        for (; position < token.Length; position++)
        {
            uint digit = (uint)token[position] - '0';
            if (digit > 9)
            {
                if (token[position] != (byte)'.') break;
                point = position;
            }
            else if (digit == 0)
            {
                zeros++;
            }
            else
            {
                if (first < 0) (first, zeros) = (position, 0);
                digits += zeros + 1;
                if (digits <= LongestMantissa) mantissa = (mantissa * PowersOfTen[zeros + 1]) + digit;
                last = position;
                zeros = 0;
            }
        }

        if (first < 0) return default;
        if (point < 0) point = position;
        int shift = last < point ? point - 1 - last : point - last;
        ReadOnlySpan<byte> exponent = position < token.Length ? token.Slice(position + 1) : default;
        return new JsonNumber(token[0] == (byte)'-', token.Slice(first, last + 1 - first), digits, mantissa, new DecimalExponent(exponent, shift));
    }

    /// <summary>Returns whether a number is written as an integer, without point and exponent, which is the definition of draft-04.</summary>
    public static bool IsIntegerSyntax(ReadOnlySpan<byte> token) => token.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;

    /// <summary>Compares by value.</summary>
    public int CompareTo(JsonNumber other)
    {
        if (IsZero || other.IsZero) return (IsZero ? 0 : IsNegative ? -1 : 1) - (other.IsZero ? 0 : other.IsNegative ? -1 : 1);
        if (IsNegative != other.IsNegative) return IsNegative ? -1 : 1;
        int order = CompareMagnitudeTo(other);
        return IsNegative ? -order : order;
    }

    /// <summary>Compares by absolute value.</summary>
    public int CompareMagnitudeTo(JsonNumber other)
    {
        if (IsZero || other.IsZero) return (IsZero ? 0 : 1) - (other.IsZero ? 0 : 1);
        long leading = _exponent.Minus(other._exponent) + _digits - other._digits;
        if (leading != 0) return leading < 0 ? -1 : 1;
        if (_digits == other._digits && _digits <= LongestMantissa) return _mantissa.CompareTo(other._mantissa);
        var left = new DigitReader(_significand);
        var right = new DigitReader(other._significand);
        for (int i = Math.Min(_digits, other._digits); i > 0; i--)
        {
            int order = left.Next() - right.Next();
            if (order != 0) return order;
        }

        // The last digit is not 0, so the number with more digits is larger.
        return _digits - other._digits;
    }

    public bool Equals(JsonNumber other) => CompareTo(other) == 0;

    /// <summary>Adds the value to a hash, which is equal for equal numbers regardless of spelling.</summary>
    public void AddTo(ref SeededHash hash)
    {
        hash.Add(IsZero ? 0 : (ulong)(IsNegative ? 2 : 1));
        if (IsZero) return;
        hash.Add(_exponent.Remainder);
        if (_digits <= LongestMantissa)
        {
            hash.Add(_mantissa);
            return;
        }

        // Includes the number of digits; otherwise a shorter last group would equal one with leading zeros.
        hash.Add((ulong)_digits);
        var reader = new DigitReader(_significand);
        for (int left = _digits; left > 0; left -= LongestMantissa) hash.Add(reader.Next(Math.Min(left, LongestMantissa)));
    }

    /// <summary>Returns a hash of the value, which differs between processes.</summary>
    public ulong GetHash()
    {
        var hash = new SeededHash();
        AddTo(ref hash);
        return hash.Finish();
    }

    /// <summary>Gets the value as a <see cref="long"/>, if it is an integer in that range.</summary>
    public bool TryGetInt64(out long value)
    {
        value = 0;
        if (IsZero) return true;
        if (!_exponent.TryGetSmall(out long exponent) || exponent < 0 || _digits + exponent > LongestMantissa) return false;
        // Nineteen digits at most, so the product fits.
        ulong magnitude = _mantissa * PowersOfTen[(int)exponent];
        if (magnitude > long.MaxValue + (IsNegative ? 1UL : 0)) return false;
        value = IsNegative ? unchecked(-(long)magnitude) : (long)magnitude;
        return true;
    }

    /// <summary>Returns whether the value is an exact integer multiple of the divisor.</summary>
    /// <param name="divisor">Greater than 0.</param>
    public bool IsMultipleOf(JsonNumber divisor)
    {
        if (IsZero) return true;
        long scale = _exponent.Minus(divisor._exponent);
        // The significand is not a multiple of ten, so it cannot compensate for a larger power of ten in the divisor.
        if (scale < 0) return false;
        if (_digits <= LongestMantissa && divisor._digits <= LongestMantissa) return _mantissa % WithoutTens(divisor._mantissa, scale) == 0;
        return IsLongMultipleOf(divisor, scale);
    }

    private bool IsLongMultipleOf(JsonNumber divisor, long scale)
    {
        if (divisor._digits > LongestMantissa) return DivisionBySignificand.IsMultiple(_significand, _digits, divisor._significand, divisor._digits, scale);
        ulong modulus = WithoutTens(divisor._mantissa, scale);
        // A remainder below this can be extended by one digit without overflow.
        if (modulus > ulong.MaxValue / 10) return DivisionBySignificand.IsMultiple(_significand, _digits, divisor._significand, divisor._digits, scale);
        ulong remainder = 0;
        foreach (byte b in _significand)
        {
            if (b != (byte)'.') remainder = ((remainder * 10) + b - '0') % modulus;
        }

        return remainder == 0;
    }

    /// <summary>
    /// Returns the divisor without the factors that this many factors of ten in the dividend contribute. A significand is not a multiple of ten, so it has
    /// factors of 2 or factors of 5 but not both.
    /// </summary>
    private static ulong WithoutTens(ulong divisor, long tens)
    {
        for (; tens > 0 && (divisor & 1) == 0; tens--) divisor >>= 1;
        for (; tens > 0 && divisor % 5 == 0; tens--) divisor /= 5;
        return divisor;
    }
}

/// <summary>Reads the digits of a significand, skipping the point.</summary>
internal ref struct DigitReader(ReadOnlySpan<byte> significand)
{
    private readonly ReadOnlySpan<byte> _significand = significand;
    private int _position;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next()
    {
        if (_significand[_position] == (byte)'.') _position++;
        return _significand[_position++] - '0';
    }

    /// <summary>Returns the next digits, at most nineteen, as a number.</summary>
    public ulong Next(int count)
    {
        ulong number = 0;
        for (; count > 0; count--) number = (number * 10) + (uint)Next();
        return number;
    }
}
