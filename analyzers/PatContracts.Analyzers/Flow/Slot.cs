namespace PatContracts.Analyzers.Flow;

/// <summary>One member of one object at one point of the program.</summary>
/// <param name="Kind">Whether the member was assigned.</param>
/// <param name="Value">The known value.</param>
/// <param name="IsSeen">Whether other code may have seen the object since the member was last written.</param>
internal readonly record struct Slot(SlotKind Kind, FlowValue Value, bool IsSeen = false);
