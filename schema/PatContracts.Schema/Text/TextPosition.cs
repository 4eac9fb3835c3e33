#if NET8_0_OR_GREATER
using System.Numerics;
using System.Runtime.Intrinsics;
#endif

namespace PatContracts.Schema.Text;

/// <summary>
/// Line and column of places in a text that is read forwards, in one piece or in windows. Lines end with LF, CR LF or CR; both counts begin at 1;
/// columns are UTF-16 code units.
/// </summary>
internal struct TextPosition
{
    private bool _afterCarriageReturn;

    public TextPosition()
    {
        Line = 1;
        Column = 1;
    }

    public int Line { get; private set; }

    public int Column { get; private set; }

    /// <summary>Moves over the bytes between the present place and a later one.</summary>
    public void Advance(ReadOnlySpan<byte> passed)
    {
        while (!passed.IsEmpty)
        {
#if NET8_0_OR_GREATER
            passed = SkipPlain(passed);
            if (passed.IsEmpty) return;
#endif
            int lineEnd = passed.IndexOfAny((byte)'\n', (byte)'\r');
            if (lineEnd < 0)
            {
                Column += Utf16Length(passed);
                _afterCarriageReturn = false;
                return;
            }

            bool completesCarriageReturn = lineEnd == 0 && _afterCarriageReturn && passed[0] == (byte)'\n';
            if (!completesCarriageReturn) Line++;
            Column = 1;
            _afterCarriageReturn = passed[lineEnd] == (byte)'\r';
            passed = passed.Slice(lineEnd + 1);
        }
    }

#if NET8_0_OR_GREATER
    /// <summary>Moves over blocks that are all ASCII and hold no line end, as most of a text without indentation is.</summary>
    private ReadOnlySpan<byte> SkipPlain(ReadOnlySpan<byte> passed)
    {
        const int BlockSize = 128;
        if (!Vector256.IsHardwareAccelerated) return passed;
        int skipped = 0;
        // skipped <= Length - 128: the four loads are inside.
        for (; skipped <= passed.Length - BlockSize; skipped += BlockSize)
        {
            Vector256<byte> first = Unchecked.Block256(passed, skipped);
            Vector256<byte> second = Unchecked.Block256(passed, skipped + 32);
            Vector256<byte> third = Unchecked.Block256(passed, skipped + 64);
            Vector256<byte> fourth = Unchecked.Block256(passed, skipped + 96);
            // The lowest byte of all tells whether there may be a line end, the highest bits whether there is something that is not ASCII.
            Vector256<byte> lowest = Vector256.Min(Vector256.Min(first, second), Vector256.Min(third, fourth));
            Vector256<byte> special = first | second | third | fourth | Vector256.LessThan(lowest, Vector256.Create((byte)('\r' + 1)));
            if (special.ExtractMostSignificantBits() != 0) break;
        }

        if (skipped == 0) return passed;
        Column += skipped;
        _afterCarriageReturn = false;
        return passed.Slice(skipped);
    }
#endif

    /// <summary>The position of an offset in a text in one piece. Offsets beyond the end stand for the end.</summary>
    public static TextPosition Of(ReadOnlySpan<byte> text, int offset)
    {
        var position = new TextPosition();
        position.Advance(text.Slice(0, Math.Min(offset, text.Length)));
        return position;
    }

    // A character beyond the basic plane is two code units and has a lead byte of 0xF0 or more; continuation bytes count nothing.
    private static int Utf16Length(ReadOnlySpan<byte> utf8)
    {
        int length = 0;
#if NET8_0_OR_GREATER
        // As signed bytes, continuation bytes are those below -64, and leads of four bytes those from -16 to -1.
        while (Vector128.IsHardwareAccelerated && utf8.Length >= Vector128<byte>.Count)
        {
            Vector128<sbyte> block = Vector128.Create<byte>(utf8).AsSByte();
            uint characters = Vector128.GreaterThanOrEqual(block, Vector128.Create((sbyte)-64)).ExtractMostSignificantBits();
            uint pairs = Vector128.GreaterThanOrEqual(block.AsByte(), Vector128.Create((byte)0xF0)).ExtractMostSignificantBits();
            length += BitOperations.PopCount(characters) + BitOperations.PopCount(pairs);
            utf8 = utf8.Slice(Vector128<byte>.Count);
        }
#endif
        foreach (byte b in utf8) length += (b & 0xC0) == 0x80 ? 0 : b >= 0xF0 ? 2 : 1;
        return length;
    }
}
