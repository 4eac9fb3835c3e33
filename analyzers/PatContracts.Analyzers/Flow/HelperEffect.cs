namespace PatContracts.Analyzers.Flow;

/// <summary>What a helper does to an object that it is passed. A class, because the runtime compiles a dictionary of structures anew in each process.</summary>
/// <param name="Assigned">The members that it assigns before it returns; null if it may do more than that.</param>
internal sealed record HelperEffect(MemberSet? Assigned);
