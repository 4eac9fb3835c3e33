using System.Buffers;

namespace PatContracts.Schema.Text;

/// <summary>The members of an object, sorted by the hash of their names so that two objects can be matched without trying every pair.</summary>
internal struct MemberList
{
    private Member[] _members = ArrayPool<Member>.Shared.Rent(16);

    /// <param name="json">Text that is known to be JSON.</param>
    /// <param name="position">The offset of a name; afterwards, the offset after the object.</param>
    /// <param name="limit">With more members than this, reading stops and <see cref="Count"/> is one larger.</param>
    public MemberList(ReadOnlySpan<byte> json, ref int position, int limit)
    {
        do
        {
            if (Count == _members.Length) Grow();
            int nameEnd = JsonCursor.StringEnd(json, position);
            int value = JsonCursor.MemberValue(json, nameEnd);
            int end = JsonCursor.ValueEnd(json, value);
            ulong hash = JsonHash.OfString(json.Slice(position + 1, nameEnd - position - 2));
            _members[Count++] = new Member(hash, position, nameEnd, value, end);
            position = end;
        }
        while (JsonCursor.MoveNext(json, ref position) && Count <= limit);

        if (Count <= limit) Array.Sort(_members, 0, Count);
    }

    public int Count { get; private set; }

    /// <summary>Returns whether both have the same members. Names that occur more than once are matched in their order.</summary>
    public readonly bool Match(ReadOnlySpan<byte> json, MemberList other, ReadOnlySpan<byte> otherJson)
    {
        for (int i = 0; i < Count; i++)
        {
            Member member = _members[i];
            int found = other.Find(member, json, i, otherJson);
            if (found < 0 || !JsonEquality.AreEqual(member.Value(json), other._members[found].Value(otherJson))) return false;
            // Only names with the same hash can be in a different order, so the swap is limited to them.
            if (found != i) (other._members[i], other._members[found]) = (other._members[found], other._members[i]);
        }

        return true;
    }

    public readonly void Return() => ArrayPool<Member>.Shared.Return(_members);

    private readonly int Find(Member sought, ReadOnlySpan<byte> soughtJson, int from, ReadOnlySpan<byte> json)
    {
        for (int i = from; i < Count && _members[i].Hash == sought.Hash; i++)
        {
            if (JsonEquality.AreStringsEqual(sought.Name(soughtJson), _members[i].Name(json))) return i;
        }

        return -1;
    }

    private void Grow()
    {
        Member[] larger = ArrayPool<Member>.Shared.Rent(_members.Length * 2);
        _members.AsSpan(0, Count).CopyTo(larger);
        ArrayPool<Member>.Shared.Return(_members);
        _members = larger;
    }

    private readonly struct Member(ulong hash, int name, int nameEnd, int value, int end) : IComparable<Member>
    {
        public ulong Hash { get; } = hash;

        private int Offset { get; } = name;

        public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> json) => json.Slice(Offset + 1, nameEnd - Offset - 2);

        public ReadOnlySpan<byte> Value(ReadOnlySpan<byte> json) => json.Slice(value, end - value);

        public int CompareTo(Member other) => Hash != other.Hash ? Hash.CompareTo(other.Hash) : Offset.CompareTo(other.Offset);
    }
}
