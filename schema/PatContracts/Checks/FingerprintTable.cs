namespace PatContracts.Checks;

/// <summary>
/// Marks by fingerprint, in open addressing: 12 bytes a slot, at least three eighths of the slots in use once the table has grown, so at most 32 bytes
/// an entry (half as much again while it grows).
/// </summary>
internal sealed class FingerprintTable
{
    public const int Managed = 1;
    public const int Unmanaged = 2;

    private const int SmallestSize = 64;
    private ulong[] _fingerprints = new ulong[SmallestSize];
    private Mark[] _marks = new Mark[SmallestSize];
    private int _count;

    /// <summary>The mark of a fingerprint, a new one where there was none. Valid until the next call.</summary>
    public ref Mark Find(ulong fingerprint)
    {
        // Three quarters full is where linear probing begins to take long.
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

    /// <summary>The first token of a fingerprint and two flags, in 32 bits: ordinals beyond 536,870,909 are reported as that.</summary>
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
