namespace PatContracts.Tool.Audit;

/// <summary>A change between two exports.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Token">The token of the later export; of a removed token, that of the earlier one.</param>
/// <param name="Previous">The token that a rotated one replaces; null for other changes.</param>
internal sealed record TokenChange(ChangeKind Kind, AuditedToken Token, AuditedToken? Previous = null);
