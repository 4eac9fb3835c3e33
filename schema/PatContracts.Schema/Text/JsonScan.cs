using System.Runtime.CompilerServices;

namespace PatContracts.Schema.Text;

/// <summary>The content of a string token other than plain ASCII characters.</summary>
[Flags]
internal enum StringShape : byte
{
    Plain = 0,
    Escaped = 1,
    NonAscii = 2,
}

/// <summary>
/// A strict scanner for the tokens of RFC 8259: each method takes the text and an offset and returns the offset after the token, or reports an error.
/// </summary>
internal static partial class JsonScan
{
    /// <summary>Returns the first offset from <paramref name="position"/> on that is not white space; the length of the text if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipWhitespace(ReadOnlySpan<byte> json, int position) =>
        // In bounds, as just compared: inside large methods, the JIT compiler would compare again.
        (uint)position < (uint)json.Length && Unchecked.Byte(json, position) > (byte)' ' ? position : SkipWhitespaceSlow(json, position);

    private static int SkipWhitespaceSlow(ReadOnlySpan<byte> json, int position)
    {
        while ((uint)position < (uint)json.Length && json[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') position++;
        return position;
    }

    /// <summary>
    /// Scans a string, starting after its opening quotation mark. Returns the offset of the closing quotation mark, or −1 on an error.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int StringEnd(ReadOnlySpan<byte> json, int position, out StringShape shape, ref ScanFault fault)
    {
        int end = IndexOfSpecial(json, position);
        if ((uint)end < (uint)json.Length && json[end] == (byte)'"')
        {
            shape = StringShape.Plain;
            return end;
        }

        return StringEndSlow(json, end, out shape, ref fault);
    }

    // The rare cases are out of line so that the common one stays small enough to inline.
    private static int StringEndSlow(ReadOnlySpan<byte> json, int position, out StringShape shape, ref ScanFault fault)
    {
        shape = StringShape.Plain;
        while (true)
        {
            position = IndexOfSpecial(json, position);
            if ((uint)position >= (uint)json.Length)
            {
                fault.Set(JsonProblem.Truncated, json.Length);
                return -1;
            }

            byte special = json[position];
            if (special == (byte)'"') return position;
            if (special == (byte)'\\')
            {
                shape |= StringShape.Escaped;
                position = EscapeEnd(json, position, ref fault);
            }
            else if (special >= 0x80)
            {
                shape |= StringShape.NonAscii;
                position = Utf8SequenceEnd(json, position, ref fault);
            }
            else
            {
                fault.Set(JsonProblem.ControlCharacter, position);
                return -1;
            }

            if (position < 0) return -1;
        }
    }

    /// <summary>Returns the offset of the first quotation mark, backslash, control character or non-ASCII byte from an offset on.</summary>
    private static partial int IndexOfSpecial(ReadOnlySpan<byte> json, int position);

    private static int IndexOfSpecialScalar(ReadOnlySpan<byte> json, int position)
    {
        while ((uint)position < (uint)json.Length)
        {
            byte b = json[position];
            if (b is < 0x20 or >= 0x80 or (byte)'"' or (byte)'\\') break;
            position++;
        }

        return position;
    }

    /// <summary>Scans an escape sequence from its backslash; a surrogate must be followed by its other half. Returns the offset after it, or −1.</summary>
    private static int EscapeEnd(ReadOnlySpan<byte> json, int position, ref ScanFault fault)
    {
        if (position + 1 >= json.Length)
        {
            fault.Set(JsonProblem.Truncated, json.Length);
            return -1;
        }

        switch (json[position + 1])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                return position + 2;
            case (byte)'u':
                int unit = HexUnit(json, position, ref fault);
                if (unit < 0) return -1;
                if (unit is < 0xD800 or > 0xDFFF) return position + 6;
                return unit <= 0xDBFF ? LowSurrogateEnd(json, position, ref fault) : Fail(ref fault, JsonProblem.Surrogate, position);
            default:
                return Fail(ref fault, JsonProblem.Escape, position);
        }
    }

    private static int LowSurrogateEnd(ReadOnlySpan<byte> json, int position, ref ScanFault fault)
    {
        int low = position + 6;
        if (low >= json.Length || (low + 1 >= json.Length && json[low] == (byte)'\\')) return Fail(ref fault, JsonProblem.Truncated, json.Length);
        if (json[low] != (byte)'\\' || json[low + 1] != (byte)'u') return Fail(ref fault, JsonProblem.Surrogate, position);
        int unit = HexUnit(json, low, ref fault);
        if (unit < 0) return -1;
        return unit is >= 0xDC00 and <= 0xDFFF ? low + 6 : Fail(ref fault, JsonProblem.Surrogate, position);
    }

    /// <summary>Returns the UTF-16 code unit of <c>\uXXXX</c> at an offset, or −1 on an error.</summary>
    private static int HexUnit(ReadOnlySpan<byte> json, int position, ref ScanFault fault)
    {
        int unit = 0;
        for (int i = position + 2; i < position + 6; i++)
        {
            if (i >= json.Length) return Fail(ref fault, JsonProblem.Truncated, json.Length);
            int digit = HexDigit(json[i]);
            if (digit < 0) return Fail(ref fault, JsonProblem.Escape, position);
            unit = (unit << 4) | digit;
        }

        return unit;
    }

    public static int HexDigit(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };

    /// <summary>
    /// Scans one non-ASCII character (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). Returns the offset after it, or −1.
    /// </summary>
    private static int Utf8SequenceEnd(ReadOnlySpan<byte> json, int position, ref ScanFault fault)
    {
        byte lead = json[position];
        (int length, byte low, byte high) = lead switch
        {
            >= 0xC2 and <= 0xDF => (2, (byte)0x80, (byte)0xBF),
            0xE0 => (3, (byte)0xA0, (byte)0xBF),
            0xED => (3, (byte)0x80, (byte)0x9F),
            >= 0xE1 and <= 0xEF => (3, (byte)0x80, (byte)0xBF),
            0xF0 => (4, (byte)0x90, (byte)0xBF),
            >= 0xF1 and <= 0xF3 => (4, (byte)0x80, (byte)0xBF),
            0xF4 => (4, (byte)0x80, (byte)0x8F),
            _ => (0, (byte)0, (byte)0),
        };
        if (length == 0) return Fail(ref fault, JsonProblem.Utf8, position);
        for (int i = 1; i < length; i++)
        {
            if (position + i >= json.Length) return Fail(ref fault, JsonProblem.Truncated, json.Length);
            byte b = json[position + i];
            if (b < low || b > high) return Fail(ref fault, JsonProblem.Utf8, position);
            low = 0x80;
            high = 0xBF;
        }

        return position + length;
    }

    /// <summary>Scans a number from its first character (<c>-</c> or a digit). Returns the offset after it, or −1.</summary>
    public static int NumberEnd(ReadOnlySpan<byte> json, int position, ref ScanFault fault)
    {
        if (json[position] == (byte)'-') position++;
        if ((uint)position >= (uint)json.Length) return Fail(ref fault, JsonProblem.Truncated, json.Length);
        if (json[position] == (byte)'0')
        {
            position++;
            if ((uint)position < (uint)json.Length && IsDigit(json[position])) return Fail(ref fault, JsonProblem.LeadingZero, position - 1);
        }
        else
        {
            position = DigitsEnd(json, position, ref fault);
            if (position < 0) return -1;
        }

        if ((uint)position < (uint)json.Length && json[position] == (byte)'.')
        {
            position = DigitsEnd(json, position + 1, ref fault);
            if (position < 0) return -1;
        }

        if ((uint)position < (uint)json.Length && (json[position] | 0x20) == (byte)'e')
        {
            position++;
            if ((uint)position < (uint)json.Length && json[position] is (byte)'+' or (byte)'-') position++;
            position = DigitsEnd(json, position, ref fault);
        }

        return position;
    }

    /// <summary>Scans one or more digits.</summary>
    private static int DigitsEnd(ReadOnlySpan<byte> json, int position, ref ScanFault fault)
    {
        if ((uint)position >= (uint)json.Length) return Fail(ref fault, JsonProblem.Truncated, json.Length);
        if (!IsDigit(json[position])) return Fail(ref fault, JsonProblem.Number, position);
        while ((uint)position < (uint)json.Length && IsDigit(json[position])) position++;
        return position;
    }

    private static bool IsDigit(byte b) => (uint)(b - '0') <= 9;

    /// <summary>Scans the literal <c>true</c>, <c>false</c> or <c>null</c>. Returns the offset after it, or −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LiteralEnd(ReadOnlySpan<byte> json, int position, ReadOnlySpan<byte> literal, ref ScanFault fault)
    {
        ReadOnlySpan<byte> rest = json.Slice(position);
        return rest.StartsWith(literal) ? position + literal.Length : LiteralFault(rest, position, literal, ref fault);
    }

    private static int LiteralFault(ReadOnlySpan<byte> rest, int position, ReadOnlySpan<byte> literal, ref ScanFault fault) =>
        literal.StartsWith(rest)
            ? Fail(ref fault, JsonProblem.Truncated, position + rest.Length)
            : Fail(ref fault, JsonProblem.Literal, position);

    private static int Fail(ref ScanFault fault, JsonProblem problem, int offset)
    {
        fault.Set(problem, offset);
        return -1;
    }
}
