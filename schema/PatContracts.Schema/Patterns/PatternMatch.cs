namespace PatContracts.Schema.Patterns;

/// <summary>The outcome of looking for a pattern.</summary>
internal enum PatternMatch
{
    No,
    Yes,

    /// <summary>The budget was spent before a decision.</summary>
    Undecided,
}
