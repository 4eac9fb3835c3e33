using System.Runtime.CompilerServices;
using System.Text;
using PatContracts.Schema.Text;

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
    // Open addressing, at most half full.
    private readonly Slot[] _slots;
    private readonly uint _mask;
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

        int length = 2;
        while (length < names.Count * 2) length *= 2;
        _slots = new Slot[length];
        _mask = (uint)length - 1;
        for (int i = 0; i < _utf8.Length; i++)
        {
            uint hash = NameHash.Of(_utf8[i]);
            uint slot = hash & _mask;
            while (_slots[slot].Number != 0) slot = (slot + 1) & _mask;
            _slots[slot] = new Slot(hash, i + 1);
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
    /// <param name="hash">The name's hash.</param>
    /// <param name="previous">The index found before in the same object, −1 at its beginning; becomes the index found.</param>
    public int Find(ReadOnlySpan<byte> name, uint hash, ref int previous)
    {
        int found = Find(name, hash);
        if (found < 0) return found;
        _followers[previous + 1] = found + 1;
        previous = found;
        return found;
    }

    /// <summary>The index of a name (unescaped), or −1.</summary>
    public int Find(ReadOnlySpan<byte> name) => Find(name, NameHash.Of(name));

    /// <summary>False where no name has this hash: most names that a table does not have end here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayContain(uint hash)
    {
        Slot[] slots = _slots;
        uint slot = hash & _mask;
        return slot < (uint)slots.Length && slots[slot].Number != 0;
    }

    /// <summary>The index of a name (unescaped) with its hash, or −1.</summary>
    public int Find(ReadOnlySpan<byte> name, uint hash)
    {
        Slot[] slots = _slots;
        if (slots.Length == 0) return -1;
        for (uint at = hash & _mask; ; at = (at + 1) & _mask)
        {
            Slot slot = slots[at];
            if (slot.Number == 0) return -1;
            if (slot.Hash == hash && name.SequenceEqual(_utf8[slot.Number - 1])) return slot.Number - 1;
        }
    }

    /// <param name="Hash">A name's hash.</param>
    /// <param name="Number">Its index plus one; 0 where the slot is free.</param>
    private readonly record struct Slot(uint Hash, int Number);
}
