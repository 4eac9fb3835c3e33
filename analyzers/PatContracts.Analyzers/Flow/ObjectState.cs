using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>Whether a member was given a value.</summary>
internal enum SlotKind
{
    /// <summary>Certainly not since the object was made. The value is the initial one where that is known.</summary>
    Unset,

    /// <summary>On some path.</summary>
    Maybe,

    /// <summary>On every path.</summary>
    Set,

    /// <summary>The object comes from elsewhere, and this code did not write the member. The value holds what tests have shown.</summary>
    Untouched,
}

/// <summary>One member of one object at one point of the program.</summary>
/// <param name="Kind">Whether the member was given a value.</param>
/// <param name="Value">What is known of its value.</param>
/// <param name="IsSeen">Whether the object has been seen by other code since the member was last written.</param>
internal readonly record struct Slot(SlotKind Kind, FlowValue Value, bool IsSeen = false)
{
    /// <inheritdoc/>
    public bool Equals(Slot other) => Kind == other.Kind && IsSeen == other.IsSeen && Value == other.Value;

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Kind;

    /// <summary>What holds when it is either of the two.</summary>
    public static Slot Join(Slot left, Slot right) =>
        new(left.Kind == right.Kind ? left.Kind : SlotKind.Maybe, FlowValue.Join(left.Value, right.Value), left.IsSeen || right.IsSeen);
}

/// <summary>The members of one object at one point of the program. Immutable.</summary>
internal sealed class ObjectState : IEquatable<ObjectState>
{
    private readonly Slot[] _slots;

    private ObjectState(Slot[] slots, bool hasEscaped, bool isLost)
    {
        _slots = slots;
        HasEscaped = hasEscaped;
        IsLost = isLost;
    }

    /// <summary>Whether the object has been seen by code outside: it was judged there, and may have been changed since.</summary>
    public bool HasEscaped { get; }

    /// <summary>Whether the analysis can no longer say what happens to the object. It is never judged.</summary>
    public bool IsLost { get; }

    public Slot this[BoundMember member] => _slots[member.Index];

    public static ObjectState Create(BoundModel model, Func<BoundMember, Slot> initial)
    {
        var slots = new Slot[model.Members.Length];
        foreach (BoundMember member in model.Members) slots[member.Index] = initial(member);
        return new(slots, hasEscaped: false, isLost: false);
    }

    public ObjectState With(BoundMember member, Slot slot)
    {
        if (_slots[member.Index] == slot) return this;

        var slots = (Slot[])_slots.Clone();
        slots[member.Index] = slot;
        return new(slots, HasEscaped, IsLost);
    }

    public ObjectState Map(BoundModel model, Func<BoundMember, Slot, Slot> change)
    {
        var slots = new Slot[_slots.Length];
        foreach (BoundMember member in model.Members) slots[member.Index] = change(member, _slots[member.Index]);
        return new(slots, HasEscaped, IsLost);
    }

    /// <summary>The object after other code has seen it. Code it was handed to may have changed its members, which then are known no more.</summary>
    public ObjectState Escaped(bool mayBeChanged)
    {
        var slots = new Slot[_slots.Length];
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = _slots[i] with { IsSeen = true, Value = mayBeChanged ? FlowValue.Unknown : _slots[i].Value };
        }

        return new(slots, hasEscaped: true, IsLost);
    }

    public ObjectState Lost() => IsLost ? this : new(_slots, HasEscaped, isLost: true);

    /// <summary>Whether the two differ in values at most that need not be kept apart.</summary>
    public bool IsLike(ObjectState other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (HasEscaped != other.HasEscaped || IsLost != other.IsLost) return false;

        for (int i = 0; i < _slots.Length; i++)
        {
            (Slot mine, Slot theirs) = (_slots[i], other._slots[i]);
            if (mine.Kind != theirs.Kind || mine.IsSeen != theirs.IsSeen || !FlowValue.AreAlike(mine.Value, theirs.Value)) return false;
        }

        return true;
    }

    /// <summary>What holds when it is either of the two. An object that has escaped on one of two paths only cannot be judged any more.</summary>
    public static ObjectState Join(ObjectState left, ObjectState right)
    {
        if (left.Equals(right)) return left;

        var slots = new Slot[left._slots.Length];
        for (int i = 0; i < slots.Length; i++) slots[i] = Slot.Join(left._slots[i], right._slots[i]);
        return new(slots, left.HasEscaped || right.HasEscaped, left.IsLost || right.IsLost || left.HasEscaped != right.HasEscaped);
    }

    public bool Equals(ObjectState? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || HasEscaped != other.HasEscaped || IsLost != other.IsLost || _slots.Length != other._slots.Length) return false;

        for (int i = 0; i < _slots.Length; i++)
        {
            if (_slots[i] != other._slots[i]) return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as ObjectState);

    public override int GetHashCode() => _slots.Length;
}
