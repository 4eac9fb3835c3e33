namespace PatContracts.Analyzers.Flow;

/// <summary>The result of a search over paths.</summary>
/// <param name="Incomplete">An escape on a feasible path at which the member has the fault; null if no such path is proved.</param>
/// <param name="Complete">An escape on a feasible path at which it does not.</param>
/// <param name="IsAlwaysFaulty">Whether a path of the second kind certainly does not exist.</param>
internal readonly record struct Witness(Escape? Incomplete, Escape? Complete, bool IsAlwaysFaulty);
