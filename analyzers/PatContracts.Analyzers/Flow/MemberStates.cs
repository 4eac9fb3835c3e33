using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>
/// The members of one object at one point of the program: bit vectors of the members that are certainly assigned, certainly not assigned, and unassigned
/// (members in none of them are assigned on some paths), and the known values. Immutable.
/// </summary>
internal sealed class MemberStates : IEquatable<MemberStates>
{
    // Null until a value is known. A null entry is an unknown value.
    private readonly FlowValue?[]? _values;
    private readonly MemberSet _set;
    private readonly MemberSet _unset;
    private readonly MemberSet _unassigned;
    private readonly MemberSet _seen;

    private MemberStates(MemberSet set, MemberSet unset, MemberSet unassigned, MemberSet seen, FlowValue?[]? values, Visibility visibility)
    {
        _set = set;
        _unset = unset;
        _unassigned = unassigned;
        _seen = seen;
        _values = values;
        Seen = visibility;
    }

    /// <summary>Whether and how the object may have been seen by other code.</summary>
    public Visibility Seen { get; }

    /// <summary>Whether other code may have seen the object on some path, or can find it where it is stored.</summary>
    public bool HasEscaped => MayHaveEscaped || Seen.Store is not null;

    /// <summary>Whether other code has seen the object on some path.</summary>
    public bool MayHaveEscaped => Seen.Escapes != Certainty.Never;

    /// <summary>Whether the analysis can no longer follow the object. Such an object is never reported.</summary>
    public bool IsLost => Seen.IsLost;

    public Slot this[BoundMember member] => new(KindOf(member.Index), ValueAt(member.Index), _seen[member.Index]);

    public static MemberStates Create(BoundModel model, Func<BoundMember, Slot> initial)
    {
        MemberStates result = new(default, default, default, default, null, default);
        foreach (BoundMember member in model.Members) result = result.With(member, initial(member));
        return result;
    }

    /// <summary>Returns the state of an object that was created elsewhere.</summary>
    public static MemberStates Foreign(BoundModel model) => new(default, default, MemberSet.All(model.Members.Length), default, null, default);

    public bool IsSet(BoundMember member) => _set[member.Index];

    public MemberStates With(BoundMember member, Slot slot)
    {
        int index = member.Index;
        if (this[member] == slot) return this;

        FlowValue?[]? values = _values;
        if (ValueAt(index) != slot.Value)
        {
            values = Grown(values, index + 1);
            values[index] = slot.Value == FlowValue.Unknown ? null : slot.Value;
        }

        return new(
            _set.With(index, slot.Kind == SlotKind.Set),
            _unset.With(index, slot.Kind == SlotKind.Unset),
            _unassigned.With(index, slot.Kind == SlotKind.Unassigned),
            _seen.With(index, slot.IsSeen),
            values,
            Seen.Store is { } store ? Seen with { Store = store.With(index, slot.Kind) } : Seen);
    }

    public MemberStates Map(BoundModel model, Func<BoundMember, Slot, Slot> change)
    {
        MemberStates result = this;
        foreach (BoundMember member in model.Members) result = result.With(member, change(member, this[member]));
        return result;
    }

    /// <summary>
    /// Returns the state after other code has seen the object. Code to which it was passed may have changed its members, whose values are then unknown.
    /// </summary>
    public MemberStates Escaped(BoundModel model, bool mayBeChanged) =>
        new(_set, _unset, _unassigned, MemberSet.All(model.Members.Length), mayBeChanged ? null : _values, Seen with { Escapes = Certainty.Always, Store = null });

    /// <summary>Returns the state after the object was stored where other code can find it, but has not seen it yet.</summary>
    public MemberStates Stored(BoundModel model, PendingStore store) =>
        new(_set, _unset, _unassigned, MemberSet.All(model.Members.Length), _values, Seen with { Store = store with { Set = _set, Unset = _unset } });

    /// <summary>Returns the state on the paths on which the object was stored.</summary>
    public MemberStates WhereStored() => Seen.Store is { } store ? new(store.Set, store.Unset, _unassigned, _seen, _values, Seen) : this;

    /// <summary>Returns the state of an object that is no longer followed and has unknown values.</summary>
    public MemberStates Lost(BoundModel model) => new(_set, _unset, _unassigned, MemberSet.All(model.Members.Length), null, Seen with { IsLost = true, Store = null });

    /// <summary>Returns the state if it is either of the two; the left instance itself if the right one adds nothing.</summary>
    public static MemberStates Join(MemberStates left, MemberStates right)
    {
        if (ReferenceEquals(left, right)) return left;

        var joined = new MemberStates(
            left._set.And(right._set),
            left._unset.And(right._unset),
            left._unassigned.And(right._unassigned),
            left._seen.Or(right._seen),
            JoinValues(left._values, right._values),
            Visibility.Join(left.Seen, right.Seen));
        return joined.Equals(left) ? left : joined;
    }

    public bool Equals(MemberStates? other) => ReferenceEquals(this, other)
        || (other is not null
            && _set.Equals(other._set)
            && _unset.Equals(other._unset)
            && _unassigned.Equals(other._unassigned)
            && _seen.Equals(other._seen)
            && Seen == other.Seen
            && AreEqual(_values, other._values));

    public override bool Equals(object? obj) => Equals(obj as MemberStates);

    public override int GetHashCode() => _set.GetHashCode();

    private SlotKind KindOf(int index) =>
        _set[index] ? SlotKind.Set : _unset[index] ? SlotKind.Unset : _unassigned[index] ? SlotKind.Unassigned : SlotKind.Maybe;

    private FlowValue ValueAt(int index) => ValueAt(_values, index);

    private static FlowValue ValueAt(FlowValue?[]? values, int index) =>
        values is not null && index < values.Length ? values[index] ?? FlowValue.Unknown : FlowValue.Unknown;

    private static FlowValue?[] Grown(FlowValue?[]? values, int length)
    {
        var result = new FlowValue?[Math.Max(length, values?.Length ?? 0)];
        values?.CopyTo(result, 0);
        return result;
    }

    private static FlowValue?[]? JoinValues(FlowValue?[]? left, FlowValue?[]? right)
    {
        if (left == right) return left;

        FlowValue?[]? result = null;
        int length = Math.Max(left?.Length ?? 0, right?.Length ?? 0);
        for (int i = 0; i < length; i++)
        {
            FlowValue mine = ValueAt(left, i);
            var joined = FlowValue.Join(mine, ValueAt(right, i));
            if (ReferenceEquals(joined, mine)) continue;

            result ??= Grown(left, length);
            result[i] = joined == FlowValue.Unknown ? null : joined;
        }

        return result ?? left;
    }

    private static bool AreEqual(FlowValue?[]? left, FlowValue?[]? right)
    {
        if (left == right) return true;

        for (int i = 0; i < Math.Max(left?.Length ?? 0, right?.Length ?? 0); i++)
        {
            if (ValueAt(left, i) != ValueAt(right, i)) return false;
        }

        return true;
    }
}
