namespace PatContracts.Analyzers.Rules;

/// <summary>The result of evaluating an expression for one state of a flag.</summary>
internal enum FlagOutcome
{
    Unknown,
    Null,
    False,
    True,

    /// <summary>Not null, and not a boolean or not a known one.</summary>
    Present,
}
