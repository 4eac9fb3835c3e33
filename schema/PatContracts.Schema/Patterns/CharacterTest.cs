using System.Runtime.CompilerServices;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>A set of characters, tested on UTF-8: ASCII by two words of bits, the rest by search.</summary>
internal readonly struct CharacterTest
{
    private readonly ulong _low;
    private readonly ulong _high;
    private readonly CodePointSet _set;

    public CharacterTest(CodePointSet set)
    {
        _set = set;
        for (int c = 0; c < 64; c++)
        {
            if (set.Contains(c)) _low |= 1UL << c;
            if (set.Contains(c + 64)) _high |= 1UL << c;
        }
    }

    /// <summary>Whether the character at a place is in the set; if so, moves behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(ReadOnlySpan<byte> utf8, ref int position)
    {
        byte b = utf8[position];
        if (b >= 0x80) return TryTakeNonAscii(utf8, ref position);
        if ((((b < 64 ? _low : _high) >> (b & 63)) & 1) == 0) return false;
        position++;
        return true;
    }

    private bool TryTakeNonAscii(ReadOnlySpan<byte> utf8, ref int position)
    {
        int next = position;
        if (!_set.Contains(CodePoints.Next(utf8, ref next))) return false;
        position = next;
        return true;
    }
}
