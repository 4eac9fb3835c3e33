namespace PatContracts.Checks;

/// <summary>A member whose name the contract doesn't define.</summary>
internal readonly record struct UnknownMember(JsonSlice Member, bool IsOfOwner);
