using System.Runtime.CompilerServices;
using System.Text;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Compilation;

/// <summary>A fixed set of names, looked up by the keyed hash of their UTF-8 bytes.</summary>
internal sealed class NameTable
{
    public static readonly NameTable Empty = new([]);

    private readonly byte[][] _utf8;
    // Open addressing, at most half full.
    private readonly Slot[] _slots;
    private readonly uint _mask;
    private QuotedNames? _quoted;
    private QuotedNames? _quotedValues;

    public NameTable(string[] names)
    {
        Names = names;
        _utf8 = new byte[names.Length][];
        // At least one slot stays free, so that every search ends.
        int length = 1;
        while (length < names.Length * 2) length *= 2;
        _slots = new Slot[length];
        _mask = (uint)length - 1;
        for (int i = 0; i < names.Length; i++)
        {
            _utf8[i] = Encoding.UTF8.GetBytes(names[i]);
            IsAscii &= _utf8[i].Length == names[i].Length;
            uint hash = NameHash.Of(_utf8[i]);
            uint slot = hash & _mask;
            while (_slots[slot].Number != 0) slot = (slot + 1) & _mask;
            _slots[slot].Hash = hash;
            _slots[slot].Number = i + 1;
        }
    }

    public string[] Names { get; }

    public int Count => _utf8.Length;

    /// <summary>Whether all names are ASCII.</summary>
    public bool IsAscii { get; } = true;

    /// <summary>The names as usually written before a value.</summary>
    public QuotedNames Quoted => _quoted ??= new QuotedNames(_utf8, isFollowedByColon: true);

    /// <summary>The names as usually written as values.</summary>
    public QuotedNames QuotedValues => _quotedValues ??= new QuotedNames(_utf8, isFollowedByColon: false);

    /// <summary>Returns the index of a name (unescaped), or −1.</summary>
    public int Find(ReadOnlySpan<byte> name) => Find(name, NameHash.Of(name));

    /// <summary>Returns false if no name has this hash, which rules out most names that are not in the table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayContain(uint hash)
    {
        Slot[] slots = _slots;
        uint slot = hash & _mask;
        return slot < (uint)slots.Length && slots[slot].Number != 0;
    }

    /// <summary>Returns the index of a name (unescaped) with its hash, or −1.</summary>
    public int Find(ReadOnlySpan<byte> name, uint hash)
    {
        Slot[] slots = _slots;
        for (uint at = hash & _mask; ; at = (at + 1) & _mask)
        {
            Slot slot = slots[at];
            if (slot.Number == 0) return -1;
            if (slot.Hash == hash && name.SequenceEqual(_utf8[slot.Number - 1])) return slot.Number - 1;
        }
    }

    private struct Slot
    {
        /// <summary>A name's hash.</summary>
        public uint Hash;

        /// <summary>Its index plus one; 0 if the slot is free.</summary>
        public int Number;
    }
}
