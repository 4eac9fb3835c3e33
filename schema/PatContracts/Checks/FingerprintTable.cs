namespace PatContracts.Checks;

/// <summary>
/// A hash table of marks by fingerprint, with open addressing: 12 bytes for each slot. After the table has grown, at least three eighths of the slots are in
/// use, so an entry takes at most 32 bytes (half as much again while the table grows).
/// </summary>
internal sealed class FingerprintTable
{
    public const int Managed = 1;
    public const int Unmanaged = 2;

    private const int SmallestSize = 64;
    private ulong[] _fingerprints = new ulong[SmallestSize];
    private Mark[] _marks = new Mark[SmallestSize];
    private int _count;

    /// <summary>Returns the mark of a fingerprint, and adds one if there is none. Valid until the next call.</summary>
    public ref Mark Find(ulong fingerprint)
    {
        // Beyond three quarters, linear probing becomes slow.
        if (_count >= _fingerprints.Length / 4 * 3) Grow();
        int slot = Slot(fingerprint);
        if (!_marks[slot].IsTaken)
        {
            _fingerprints[slot] = fingerprint;
            _marks[slot].Take();
            _count++;
        }

        return ref _marks[slot];
    }

    private int Slot(ulong fingerprint)
    {
        int mask = _fingerprints.Length - 1;
        int slot = (int)fingerprint & mask;
        while (_marks[slot].IsTaken && _fingerprints[slot] != fingerprint) slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        ulong[] fingerprints = _fingerprints;
        Mark[] marks = _marks;
        _fingerprints = new ulong[checked(fingerprints.Length * 2)];
        _marks = new Mark[_fingerprints.Length];
        for (int i = 0; i < fingerprints.Length; i++)
        {
            if (!marks[i].IsTaken) continue;
            int slot = Slot(fingerprints[i]);
            _fingerprints[slot] = fingerprints[i];
            _marks[slot] = marks[i];
        }
    }

    /// <summary>The first token with a fingerprint, and two flags, in 32 bits. Ordinals above 536,870,909 are reported as that number.</summary>
    internal struct Mark
    {
        private const int FlagBits = 2;
        private const uint TakenOnly = 1u << FlagBits;
        private const int OrdinalBase = 2;
        private const int LargestOrdinal = (int.MaxValue >> FlagBits) - OrdinalBase;

        private uint _bits;

        public readonly bool IsTaken => _bits != 0;

        public readonly bool IsSet => _bits >> FlagBits >= OrdinalBase;

        public readonly int Ordinal => (int)(_bits >> FlagBits) - OrdinalBase;

        public void Take() => _bits = TakenOnly;

        public void Set(int ordinal) => _bits = (uint)(Math.Min(ordinal, LargestOrdinal) + OrdinalBase) << FlagBits;

        public void Add(int flag) => _bits |= (uint)flag;

        public readonly bool Has(int flag) => (_bits & (uint)flag) != 0;
    }
}
