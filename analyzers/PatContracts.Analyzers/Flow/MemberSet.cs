namespace PatContracts.Analyzers.Flow;

/// <summary>A set of a model's members: a bit vector, of one word for models of up to 64 members. Immutable.</summary>
internal readonly struct MemberSet : IEquatable<MemberSet>
{
    private const int WordSize = 64;

    private readonly ulong _low;
    private readonly ulong[]? _high;

    private MemberSet(ulong low, ulong[]? high)
    {
        _low = low;
        _high = high;
    }

    public bool this[int index] => index < WordSize
        ? (_low >> index & 1) != 0
        : _high is not null && (_high[(index / WordSize) - 1] >> (index % WordSize) & 1) != 0;

    /// <summary>Returns the set of all members of a model with this many members.</summary>
    public static MemberSet All(int count)
    {
        var result = new MemberSet(count >= WordSize ? ulong.MaxValue : (1UL << count) - 1, count > WordSize ? new ulong[(count - 1) / WordSize] : null);
        for (int i = WordSize; i < count; i++) result._high![(i / WordSize) - 1] |= 1UL << (i % WordSize);
        return result;
    }

    public MemberSet With(int index, bool isIn)
    {
        if (this[index] == isIn) return this;
        if (index < WordSize) return new(_low ^ (1UL << index), _high);

        int word = (index / WordSize) - 1;
        var high = new ulong[Math.Max(word + 1, _high?.Length ?? 0)];
        _high?.CopyTo(high, 0);
        high[word] ^= 1UL << (index % WordSize);
        return new(_low, high);
    }

    public MemberSet And(MemberSet other) => new(_low & other._low, Combine(_high, other._high, static (left, right) => left & right));

    public MemberSet Or(MemberSet other) => new(_low | other._low, Combine(_high, other._high, static (left, right) => left | right));

    /// <inheritdoc/>
    public bool Equals(MemberSet other)
    {
        if (_low != other._low) return false;
        if (_high == other._high) return true;

        for (int i = 0; i < Math.Max(_high?.Length ?? 0, other._high?.Length ?? 0); i++)
        {
            if (WordOf(_high, i) != WordOf(other._high, i)) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MemberSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _low.GetHashCode();

    private static ulong WordOf(ulong[]? words, int index) => words is not null && index < words.Length ? words[index] : 0;

    private static ulong[]? Combine(ulong[]? left, ulong[]? right, Func<ulong, ulong, ulong> combine)
    {
        if (left == right) return left;

        var result = new ulong[Math.Max(left?.Length ?? 0, right?.Length ?? 0)];
        for (int i = 0; i < result.Length; i++) result[i] = combine(WordOf(left, i), WordOf(right, i));
        return result;
    }
}
