namespace PatContracts.Tool.Audit;

/// <summary>A change between two exports.</summary>
/// <param name="Kind">The kind of change.</param>
/// <param name="Token">The token in the later export; for a removed token, in the earlier export.</param>
/// <param name="Previous">The token that a rotated one replaces; null for other changes.</param>
internal sealed record TokenChange(ChangeKind Kind, AuditedToken Token, AuditedToken? Previous = null);
