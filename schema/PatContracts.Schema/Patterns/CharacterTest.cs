using System.Runtime.CompilerServices;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Patterns;

/// <summary>Tests whether characters of UTF-8 text are in a set: ASCII by two words of bits, the rest by search.</summary>
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

    public bool Holds(int codePoint) => codePoint < 0x80 ? HoldsAscii(codePoint) : _set.Contains(codePoint);

    /// <summary>Returns whether the character at a position is in the set; if so, moves past it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryConsume(ReadOnlySpan<byte> utf8, ref int position)
    {
        byte b = utf8[position];
        if (b >= 0x80) return TryConsumeNonAscii(utf8, ref position);
        if (!HoldsAscii(b)) return false;
        position++;
        return true;
    }

    /// <summary>Returns whether the character before a position is in the set; if so, moves before it.</summary>
    public bool TryConsumeBack(ReadOnlySpan<byte> utf8, ref int position)
    {
        int start = CodePoints.Before(utf8, position);
        int end = start;
        if (!TryConsume(utf8, ref end)) return false;
        position = start;
        return true;
    }

    private bool HoldsAscii(int c) => (((c < 64 ? _low : _high) >> (c & 63)) & 1) != 0;

    private bool TryConsumeNonAscii(ReadOnlySpan<byte> utf8, ref int position)
    {
        int next = position;
        if (!_set.Contains(CodePoints.Next(utf8, ref next))) return false;
        position = next;
        return true;
    }
}
