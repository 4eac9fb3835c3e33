namespace PatContracts.Schema.Patterns;

/// <summary>The outcome of searching for a pattern.</summary>
internal enum PatternMatch
{
    No,
    Yes,

    /// <summary>The budget was exhausted before a decision.</summary>
    Undecided,
}
