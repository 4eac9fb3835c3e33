namespace PatContracts.Checks;

/// <summary>A member whose name the contract does not know.</summary>
internal readonly record struct UnknownMember(JsonSlice Member, bool IsOfOwner);
