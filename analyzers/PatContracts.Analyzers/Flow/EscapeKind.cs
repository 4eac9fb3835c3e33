namespace PatContracts.Analyzers.Flow;

/// <summary>How other code comes to see an object.</summary>
internal enum EscapeKind
{
    Returned,
    Passed,
    Stored,
    Captured,
    Serialized,
}
