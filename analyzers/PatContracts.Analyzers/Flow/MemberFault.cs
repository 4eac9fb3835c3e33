using PatContracts.Analyzers.Binding;

namespace PatContracts.Analyzers.Flow;

/// <summary>A fault in a member of an object that other code sees.</summary>
internal sealed class MemberFault
{
    /// <summary>The member was not assigned.</summary>
    public static readonly MemberFault Missing = new(
        static slot => slot.Kind is SlotKind.Unset or SlotKind.Maybe,
        static slot => slot.Kind == SlotKind.Unset,
        static member => member.Json.OmitsNull || member.Json.OmitsDefault);

    /// <summary>The member is null.</summary>
    public static readonly MemberFault Null = new(static slot => slot.Value.CanBeNull, static slot => slot.Value.IsNull, static _ => true);

    private MemberFault(Func<Slot, bool> isPossible, Func<Slot, bool> isCertain, Func<BoundMember, bool> canReturn)
    {
        IsPossible = isPossible;
        IsCertain = isCertain;
        CanReturn = canReturn;
    }

    /// <summary>Whether a member in this state may have the fault on one of several paths.</summary>
    public Func<Slot, bool> IsPossible { get; }

    /// <summary>Whether a member in this state has the fault.</summary>
    public Func<Slot, bool> IsCertain { get; }

    /// <summary>Whether a member without the fault at one point may have it at a later one.</summary>
    public Func<BoundMember, bool> CanReturn { get; }
}
