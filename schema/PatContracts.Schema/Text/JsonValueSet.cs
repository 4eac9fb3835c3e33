namespace PatContracts.Schema.Text;

/// <summary>
/// A fixed set of JSON values other than strings, compared by value. The hash is seeded, so values cannot be chosen to collide. Nothing is allocated after the
/// first lookup.
/// </summary>
internal sealed class JsonValueSet(ReadOnlyMemory<byte>[] values)
{
    /// <summary>For up to this many values, comparing with each is cheaper than hashing.</summary>
    private const int Few = 8;

    private readonly int _kinds = KindsOf(values);
    // Built on the first lookup: many sets are never used.
    private Index? _index;

    /// <summary>The number of values, including equal ones.</summary>
    public int Count => values.Length;

    /// <summary>Returns whether the set contains an equal value.</summary>
    /// <param name="value">Text that is known to be JSON, without white space around it.</param>
    public bool Contains(ReadOnlySpan<byte> value) => Contains(value, out _);

    /// <inheritdoc cref="Contains(ReadOnlySpan{byte})"/>
    /// <param name="value">Text that is known to be JSON, without white space around it.</param>
    /// <param name="comparisons">The number of values that were compared.</param>
    public bool Contains(ReadOnlySpan<byte> value, out int comparisons)
    {
        comparisons = 0;
        if ((_kinds & KindOf(value[0])) == 0) return false;
        // At worst, racing threads build the same index twice.
        if (values.Length > Few) return (_index ??= new Index(values)).Contains(value, out comparisons);

        foreach (ReadOnlyMemory<byte> candidate in values)
        {
            if (value.SequenceEqual(candidate.Span)) return true;
        }

        foreach (ReadOnlyMemory<byte> candidate in values)
        {
            comparisons++;
            if (JsonEquality.AreEqual(value, candidate.Span)) return true;
        }

        return false;
    }

    private static int KindsOf(ReadOnlyMemory<byte>[] values)
    {
        int kinds = 0;
        foreach (ReadOnlyMemory<byte> value in values) kinds |= KindOf(value.Span[0]);
        return kinds;
    }

    private static int KindOf(byte first) => first switch
    {
        (byte)'{' => 1,
        (byte)'[' => 2,
        (byte)'"' => 4,
        (byte)'t' => 8,
        (byte)'f' => 16,
        (byte)'n' => 32,
        _ => 64,
    };

    /// <summary>Open addressing, at most half full.</summary>
    private sealed class Index
    {
        private readonly ReadOnlyMemory<byte>[] _values;
        private readonly ulong[] _hashes;
        // An index plus one, 0 for a free slot.
        private readonly int[] _slots;

        public Index(ReadOnlyMemory<byte>[] values)
        {
            int size = 16;
            while (size < values.Length * 2) size *= 2;
            _values = values;
            _hashes = new ulong[values.Length];
            _slots = new int[size];
            for (int i = 0; i < values.Length; i++)
            {
                _hashes[i] = JsonHash.Of(values[i].Span);
                int slot = Find(values[i].Span, _hashes[i], out _);
                // The first of equal values represents all of them.
                if (_slots[slot] == 0) _slots[slot] = i + 1;
            }
        }

        public bool Contains(ReadOnlySpan<byte> value, out int comparisons) => _slots[Find(value, JsonHash.Of(value), out comparisons)] != 0;

        /// <summary>Returns the slot of an equal value, or the free slot for the value.</summary>
        private int Find(ReadOnlySpan<byte> value, ulong hash, out int comparisons)
        {
            comparisons = 0;
            for (int slot = Slot(hash); ; slot = (slot + 1) & (_slots.Length - 1))
            {
                int candidate = _slots[slot] - 1;
                if (candidate < 0) return slot;
                if (_hashes[candidate] != hash) continue;
                comparisons++;
                if (JsonEquality.AreEqual(value, _values[candidate].Span)) return slot;
            }
        }

        private int Slot(ulong hash) => (int)((hash ^ (hash >> 32)) & (ulong)(_slots.Length - 1));
    }
}
