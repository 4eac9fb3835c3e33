using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Compilation;

/// <summary>
/// The names of a table in the form usual for members, <c>"name":</c>, or for values, <c>"name"</c>, looked up by their first bytes and confirmed by one
/// comparison, without searching for the end of the name. A name that is not found is looked up in the <see cref="NameTable"/>: it may be unknown, long,
/// escaped, or followed by white space.
/// </summary>
internal sealed class QuotedNames
{
    private const int WordLength = sizeof(ulong);
    private const int MaxCollisions = 3;
    private const int MaxSurprises = 4;
    private const int Rest = 256;

    // By index; empty if a name is too long or requires escapes.
    private readonly ShortText[] _quoted;
    // Open addressing by the first bytes after the quotation mark: an index plus one, or 0 if a slot is free. Empty if too many names begin alike.
    private readonly int[] _slots = [];
    private readonly ulong _mask;
    private readonly ulong _factor;
    private readonly int _shift;
    // For each index, the index that last followed it, preceded by that of the first member. Races only cause wrong guesses.
    private readonly int[] _followers;
    // The number of consecutive objects with most members in unexpected order, and the number of further objects without guesses.
    private int _surprises;
    private int _rest;

    /// <param name="names">The names, as UTF-8.</param>
    /// <param name="isFollowedByColon">Whether to look for names of members.</param>
    public QuotedNames(byte[][] names, bool isFollowedByColon)
    {
        byte[][] quoted = new byte[names.Length][];
        _quoted = new ShortText[names.Length];
        _followers = new int[names.Length + 1];
        var usable = new List<int>();
        int shortest = int.MaxValue;
        for (int i = 0; i < quoted.Length; i++)
        {
            quoted[i] = Quote(names[i], isFollowedByColon);
            _quoted[i] = new ShortText(quoted[i]);
            _followers[i] = i;
            if (quoted[i].Length == 0) continue;
            usable.Add(i);
            shortest = Math.Min(shortest, quoted[i].Length);
        }

        _followers[names.Length] = Math.Max(names.Length - 1, 0);
        if (usable.Count == 0) return;
        // Up to the closing quotation mark of the shortest name, all bytes belong to the name.
        int common = Math.Min(WordLength, isFollowedByColon ? shortest - 2 : shortest - 1);
        _mask = common == WordLength ? ulong.MaxValue : (1UL << (8 * common)) - 1;
        int bits = 3;
        while (1 << bits < 4 * usable.Count) bits++;
        _shift = 64 - bits;
        int fewest = int.MaxValue;
        ulong factor = 0x9E3779B97F4A7C15;
        for (int attempt = 0; attempt < 8 && fewest > 0; attempt++)
        {
            factor = (factor * 0xD1342543DE82EF95) | 1;
            int[] slots = new int[1 << bits];
            int collisions = Fill(quoted, slots, usable, factor);
            if (collisions >= fewest) continue;
            fewest = collisions;
            (_slots, _factor) = (slots, factor);
        }

        if (fewest > Math.Max(MaxCollisions, usable.Count / 8)) _slots = [];
    }

    /// <summary>Returns the length in bytes of a name that was found, with its quotation marks and, for members, the colon.</summary>
    public int Length(int index) => _quoted[index].Length;

    /// <summary>
    /// Returns whether to guess in the next object: members usually follow each other as before, and a right guess lets the processor run ahead.
    /// </summary>
    public bool StartsGuessing()
    {
        if (_quoted.Length == 0) return false;
        if (_rest == 0) return true;
        _rest--;
        return false;
    }

    /// <summary>Counts the wrong guesses of an object.</summary>
    public void CountGuesses(int wrong, int members)
    {
        if (2 * wrong <= members) _surprises = 0;
        else if (++_surprises >= MaxSurprises) (_surprises, _rest) = (0, Rest);
    }

    /// <summary>Finds the same as <see cref="Find"/>, but guesses first.</summary>
    /// <param name="json">The text.</param>
    /// <param name="position">Offset of the opening quotation mark.</param>
    /// <param name="previous">The previous index plus one; 0 at the beginning of an object.</param>
    /// <param name="wrong">The number of wrong guesses so far.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Guess(ReadOnlySpan<byte> json, int position, int previous, ref int wrong)
    {
        int guess = _followers[previous];
        ref readonly ShortText quoted = ref _quoted[guess];
        if (quoted.Length > 0 && quoted.IsAt(json, position)) return guess;
        wrong++;
        int index = Find(json, position);
        if (index >= 0) _followers[previous] = index;
        return index;
    }

    /// <summary>Returns the index of the name whose opening quotation mark is at an offset, or −1 if it is not found by its first bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ReadOnlySpan<byte> json, int position)
    {
        // A single name is compared at once. With a hash, the offset of what follows would depend on the bytes of the name.
        if (_quoted.Length == 1) return _quoted[0].Length > 0 && _quoted[0].IsAt(json, position) ? 0 : -1;
        // The word after the quotation mark must be in the text.
        if (position > json.Length - 1 - WordLength) return -1;
        ulong word = BinaryPrimitives.ReadUInt64LittleEndian(json.Slice(position + 1));
        int slot = (int)(((word & _mask) * _factor) >> _shift);
        int[] slots = _slots;
        if ((uint)slot >= (uint)slots.Length) return -1;
        int index = slots[slot] - 1;
        if (index < 0) return -1;
        return _quoted[index].IsAt(json, position) ? index : FindBehind(json, position, slot);
    }

    private int FindBehind(ReadOnlySpan<byte> json, int position, int slot)
    {
        int[] slots = _slots;
        while (true)
        {
            slot = (slot + 1) & (slots.Length - 1);
            int index = slots[slot] - 1;
            if (index < 0) return -1;
            if (_quoted[index].IsAt(json, position)) return index;
        }
    }

    /// <summary>Returns a name with its quotation marks and, for a member, the colon; empty if it is too long or requires escapes.</summary>
    private static byte[] Quote(byte[] name, bool isFollowedByColon)
    {
        if (name.Length == 0 || name.Length + 3 > ShortText.MaxLength) return [];
        byte[] quoted = new byte[name.Length + (isFollowedByColon ? 3 : 2)];
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] is < 0x20 or (byte)'"' or (byte)'\\') return [];
            quoted[i + 1] = name[i];
        }

        quoted[0] = (byte)'"';
        quoted[name.Length + 1] = (byte)'"';
        if (isFollowedByColon) quoted[name.Length + 2] = (byte)':';
        return quoted;
    }

    /// <summary>Fills the slots and returns the number of names whose slot was taken.</summary>
    private int Fill(byte[][] quoted, int[] slots, List<int> usable, ulong factor)
    {
        int collisions = 0;
        foreach (int index in usable)
        {
            ulong word = 0;
            for (int i = Math.Min(WordLength, quoted[index].Length - 1) - 1; i >= 0; i--) word = (word << 8) | quoted[index][i + 1];
            int slot = (int)(((word & _mask) * factor) >> _shift);
            while (slots[slot] != 0)
            {
                collisions++;
                slot = (slot + 1) & (slots.Length - 1);
            }

            slots[slot] = index + 1;
        }

        return collisions;
    }
}
