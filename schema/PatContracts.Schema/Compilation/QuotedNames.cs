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

    // By index.
    private readonly QuotedName[] _names;
    // The only name, if there is only one and it can be found.
    private readonly QuotedName? _only;
    // Open addressing by the first bytes after the quotation mark. Empty if too many names begin alike.
    private readonly QuotedName?[] _slots = [];
    private readonly ulong _mask;
    private readonly ulong _factor;
    private readonly int _shift;
    // The number of consecutive objects with most members in unexpected order, and the number of further objects without guesses.
    private int _surprises;
    private int _rest;

    /// <param name="names">The names, as UTF-8.</param>
    /// <param name="isFollowedByColon">Whether to look for names of members.</param>
    public QuotedNames(byte[][] names, bool isFollowedByColon)
    {
        byte[][] quoted = new byte[names.Length][];
        _names = new QuotedName[names.Length];
        var usable = new List<int>();
        int shortest = int.MaxValue;
        QuotedName previous = Start;
        for (int i = 0; i < quoted.Length; i++)
        {
            quoted[i] = Quote(names[i], isFollowedByColon);
            previous.Follower = _names[i] = new QuotedName(quoted[i], i);
            previous = _names[i];
            if (quoted[i].Length == 0) continue;
            usable.Add(i);
            shortest = Math.Min(shortest, quoted[i].Length);
        }

        previous.Follower = previous;
        if (usable.Count == 0) return;
        if (names.Length == 1) _only = previous;
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
            var slots = new QuotedName?[1 << bits];
            int collisions = Fill(quoted, slots, usable, factor);
            if (collisions >= fewest) continue;
            fewest = collisions;
            (_slots, _factor) = (slots, factor);
        }

        if (fewest > Math.Max(MaxCollisions, usable.Count / 8)) _slots = [];
    }

    /// <summary>Precedes the first member of an object.</summary>
    public QuotedName Start { get; } = new([], -1);

    /// <summary>Records that a name that was not found here follows another, so that it is guessed next time. Returns the name.</summary>
    public QuotedName Follow(QuotedName previous, int index)
    {
        QuotedName name = _names[index];
        // Written only if it changes, because threads share it. A name that is not compared in this form is never guessed.
        if (previous.Follower != name) previous.Follower = name;
        return name;
    }

    /// <summary>
    /// Returns whether to guess in the next object: members usually follow each other as before, and a right guess lets the processor run ahead.
    /// </summary>
    public bool StartsGuessing()
    {
        if (_names.Length == 0) return false;
        // Threads that race here can count below zero.
        if (_rest <= 0) return true;
        _rest--;
        return false;
    }

    /// <summary>Counts the wrong guesses of an object.</summary>
    public void CountGuesses(int wrong, int members)
    {
        if (2 * wrong <= members)
        {
            if (_surprises != 0) _surprises = 0;
        }
        else if (++_surprises >= MaxSurprises) (_surprises, _rest) = (0, Rest);
    }

    /// <summary>Finds the same name as <see cref="Find"/>, but guesses first.</summary>
    /// <param name="json">The text.</param>
    /// <param name="position">Offset of the opening quotation mark.</param>
    /// <param name="previous">The previous name.</param>
    /// <param name="wrong">The number of wrong guesses so far.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public QuotedName? Guess(ReadOnlySpan<byte> json, int position, QuotedName previous, ref int wrong)
    {
        QuotedName guess = previous.Follower;
        if (guess.IsAt(json, position)) return guess;
        wrong++;
        QuotedName? found = Find(json, position);
        if (found is not null) previous.Follower = found;
        return found;
    }

    /// <summary>Returns the name whose opening quotation mark is at an offset, or null if it is not found by its first bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public QuotedName? Find(ReadOnlySpan<byte> json, int position)
    {
        // A single name is compared at once. With a hash, the offset of what follows would depend on the bytes of the name.
        if (_only is { } only) return only.IsAt(json, position) ? only : null;
        // position + 1 <= Length - 8: the word after the quotation mark is in bounds.
        if (position > json.Length - 1 - WordLength) return null;
        ulong word = Unchecked.Word64(json, position + 1);
        int slot = (int)(((word & _mask) * _factor) >> _shift);
        QuotedName?[] slots = _slots;
        if ((uint)slot >= (uint)slots.Length || slots[slot] is not { } name) return null;
        return name.IsAt(json, position) ? name : FindBehind(json, position, slot);
    }

    private QuotedName? FindBehind(ReadOnlySpan<byte> json, int position, int slot)
    {
        QuotedName?[] slots = _slots;
        while (true)
        {
            slot = (slot + 1) & (slots.Length - 1);
            if (slots[slot] is not { } name || name.IsAt(json, position)) return slots[slot];
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
    private int Fill(byte[][] quoted, QuotedName?[] slots, List<int> usable, ulong factor)
    {
        int collisions = 0;
        foreach (int index in usable)
        {
            ulong word = 0;
            for (int i = Math.Min(WordLength, quoted[index].Length - 1) - 1; i >= 0; i--) word = (word << 8) | quoted[index][i + 1];
            int slot = (int)(((word & _mask) * factor) >> _shift);
            while (slots[slot] is not null)
            {
                collisions++;
                slot = (slot + 1) & (slots.Length - 1);
            }

            slots[slot] = _names[index];
        }

        return collisions;
    }
}
