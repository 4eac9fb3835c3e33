namespace PatContracts.Schema.Text.Numbers;

/// <summary>
/// A power of ten: the exponent as written, of any length, and the shift added to it by the position of the decimal point. Only small differences matter, so
/// nothing larger than a <see cref="long"/> is ever computed.
/// </summary>
internal readonly ref struct DecimalExponent
{
    /// <summary>Exponents with this many digits, plus any shift, fit a <see cref="long"/>.</summary>
    private const int LongestSmall = 18;

    /// <summary>A larger difference cannot be compensated by shifts and digit counts, which are <see cref="int"/>s.</summary>
    private const long Beyond = 1L << 40;

    private const ulong RemainderModulus = 4_294_967_291;

    // Without sign and leading zeros.
    private readonly ReadOnlySpan<byte> _written;
    private readonly bool _isNegative;
    private readonly int _shift;
    private readonly long _small;

    /// <param name="written">The text after the <c>e</c>; empty if there is none.</param>
    /// <param name="shift">The shift to add.</param>
    public DecimalExponent(ReadOnlySpan<byte> written, int shift)
    {
        _shift = shift;
        _small = shift;
        if (written.IsEmpty) return;
        _isNegative = written[0] == (byte)'-';
        if (written[0] is (byte)'-' or (byte)'+') written = written.Slice(1);
        while (!written.IsEmpty && written[0] == (byte)'0') written = written.Slice(1);
        _written = written;
        if (_written.Length > LongestSmall) return;
        long magnitude = (long)new DigitReader(_written).Next(_written.Length);
        _small += _isNegative ? -magnitude : magnitude;
    }

    private bool IsSmall => _written.Length <= LongestSmall;

    public int Sign => IsSmall ? Math.Sign(_small) : _isNegative ? -1 : 1;

    public bool TryGetSmall(out long value)
    {
        value = _small;
        return IsSmall;
    }

    /// <summary>The exponent modulo a prime, for hashing: equal for equal exponents.</summary>
    public ulong Remainder
    {
        get
        {
            ulong magnitude = 0;
            foreach (byte digit in _written) magnitude = ((magnitude * 10) + digit - '0') % RemainderModulus;
            long remainder = ((_isNegative ? -(long)magnitude : (long)magnitude) + _shift) % (long)RemainderModulus;
            return (ulong)(remainder < 0 ? remainder + (long)RemainderModulus : remainder);
        }
    }

    /// <summary>Returns the difference of two exponents; if it is too large to matter, some large number with the right sign.</summary>
    public long Minus(DecimalExponent other)
    {
        if (IsSmall && other.IsSmall) return _small - other._small;
        int length = Math.Max(_written.Length, other._written.Length);
        long difference = 0;
        for (int digit = length; digit > 0; digit--)
        {
            difference = (difference * 10) + Digit(digit) - other.Digit(digit);
            // Lower digits can no longer change the sign.
            if (Math.Abs(difference) > Beyond) return difference;
        }

        return difference + _shift - other._shift;
    }

    /// <summary>Returns the digit at an index, counted from 1 at the right, with the exponent's sign.</summary>
    private int Digit(int index)
    {
        if (index > _written.Length) return 0;
        int digit = _written[_written.Length - index] - '0';
        return _isNegative ? -digit : digit;
    }
}
