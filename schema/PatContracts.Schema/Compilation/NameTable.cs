using System.Buffers.Binary;
using System.Text;

namespace PatContracts.Schema.Compilation;

/// <summary>
/// A fixed set of names, found by their UTF-8 bytes: first by the guess that objects list their members in the order last seen, then by a hash.
/// </summary>
internal sealed class NameTable
{
    public static readonly NameTable Empty = new([]);

    private readonly byte[][] _utf8;
    // The names with a closing quotation mark behind, as they end in a text; empty where a name can only be written with escapes.
    private readonly byte[][] _quoted;
    // Open addressing, at most half full; an index plus one, 0 where a slot is free.
    private readonly int[] _slots;
    private readonly int _shift;
    // The index that followed each index last time. Racing writers only spoil a guess.
    private readonly int[] _followers;

    public NameTable(IReadOnlyList<string> names)
    {
        Names = names;
        _utf8 = [.. names.Select(Encoding.UTF8.GetBytes)];
        _quoted = [.. _utf8.Select(name => Array.Exists(name, b => b is < 0x20 or (byte)'"' or (byte)'\\') ? [] : (byte[])[.. name, (byte)'"'])];
        _followers = [.. Enumerable.Range(1, names.Count + 1)];
        if (names.Count == 0)
        {
            _slots = [];
            return;
        }

        int bits = 1;
        while (1 << bits < names.Count * 2) bits++;
        _slots = new int[1 << bits];
        _shift = 64 - bits;
        for (int i = 0; i < _utf8.Length; i++)
        {
            int slot = (int)(Fingerprint(_utf8[i]) >> _shift);
            while (_slots[slot] != 0) slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = i + 1;
        }
    }

    public IReadOnlyList<string> Names { get; }

    public int Count => _utf8.Length;

    /// <summary>The index of the name that is expected next, where the text goes on with it and a quotation mark; otherwise −1.</summary>
    /// <param name="text">The text from the name's first byte on.</param>
    /// <param name="previous">The index found before in the same object, −1 at its beginning; becomes the index found.</param>
    /// <param name="length">The name's length in bytes.</param>
    public int FindExpected(ReadOnlySpan<byte> text, ref int previous, out int length)
    {
        int guess = _followers[previous + 1] - 1;
        byte[][] quoted = _quoted;
        length = 0;
        if ((uint)guess >= (uint)quoted.Length) return -1;
        byte[] expected = quoted[guess];
        if (expected.Length == 0 || !text.StartsWith(expected)) return -1;
        length = expected.Length - 1;
        previous = guess;
        return guess;
    }

    /// <summary>The index of a name (unescaped), or −1. What is found is expected at this place the next time.</summary>
    /// <param name="name">The name's bytes.</param>
    /// <param name="previous">The index found before in the same object, −1 at its beginning; becomes the index found.</param>
    public int Find(ReadOnlySpan<byte> name, ref int previous)
    {
        int found = Find(name);
        if (found < 0) return found;
        _followers[previous + 1] = found + 1;
        previous = found;
        return found;
    }

    /// <summary>The index of a name (unescaped), or −1.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        int[] slots = _slots;
        if (slots.Length == 0) return -1;
        for (int slot = (int)(Fingerprint(name) >> _shift); ; slot = (slot + 1) & (slots.Length - 1))
        {
            int candidate = slots[slot] - 1;
            if (candidate < 0 || name.SequenceEqual(_utf8[candidate])) return candidate;
        }
    }

    // Short names are read as two overlapping words, longer ones folded whole: every byte counts.
    private static ulong Fingerprint(ReadOnlySpan<byte> name)
    {
        ulong length = (ulong)name.Length;
        if (name.Length >= 8)
        {
            ulong fold = BinaryPrimitives.ReadUInt64LittleEndian(name);
            ulong last = BinaryPrimitives.ReadUInt64LittleEndian(name.Slice(name.Length - 8));
            for (int i = 8; i < name.Length - 8; i += 8) fold = Mix(fold) ^ BinaryPrimitives.ReadUInt64LittleEndian(name.Slice(i));
            return Mix(Mix(fold ^ length) ^ last);
        }

        if (name.Length >= 4)
        {
            ulong first = BinaryPrimitives.ReadUInt32LittleEndian(name);
            ulong last = BinaryPrimitives.ReadUInt32LittleEndian(name.Slice(name.Length - 4));
            return Mix(first | (last << 32) ^ length);
        }

        return name.Length == 0 ? 0 : Mix(name[0] | ((ulong)name[name.Length >> 1] << 8) | ((ulong)name[name.Length - 1] << 16) | (length << 32));
    }

    private static ulong Mix(ulong value)
    {
        value ^= value >> 32;
        value *= 0xD6E8FEB86659FD93;
        return value ^ (value << 29);
    }
}
