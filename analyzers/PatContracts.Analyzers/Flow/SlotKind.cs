namespace PatContracts.Analyzers.Flow;

/// <summary>Whether a member was assigned.</summary>
internal enum SlotKind
{
    /// <summary>Certainly not assigned since the object was created. The value is the initial one, if known.</summary>
    Unset,

    /// <summary>Assigned on some paths.</summary>
    Maybe,

    /// <summary>Assigned on every path.</summary>
    Set,

    /// <summary>The object was created elsewhere, and this code did not write the member. The value contains facts shown by tests.</summary>
    Unassigned,
}
