namespace PatContracts.Schema.Patterns;

/// <summary>
/// The steps that matching patterns may take for one document. All pattern matches of the document share it, so a document cannot buy more time by
/// repeating a costly text. Steps are counted rather than timed: the same document has the same outcome on every machine and in every run.
/// </summary>
internal struct PatternBudget
{
    /// <summary>What every document may spend, however short.</summary>
    public const long Fixed = 5_000_000;

    /// <summary>What it may spend for each of its bytes, so that a long document is not refused for patterns that cost little at each character.</summary>
    public const long PerByte = 32;

    private PatternBudget(long remaining) => Remaining = remaining;

    /// <summary>The steps that are left.</summary>
    public long Remaining { get; private set; }

    /// <summary>Whether a match could not be decided because the steps ran out.</summary>
    public readonly bool IsExhausted => Remaining < 0;

    /// <summary>Returns the budget of a document with this many bytes.</summary>
    public static PatternBudget ForDocument(long bytes) => new(Fixed + (PerByte * bytes));

    /// <summary>Returns a budget of this many steps.</summary>
    public static PatternBudget OfSteps(long steps) => new(steps);

    /// <summary>Spends steps. False if there were not enough; nothing is left then.</summary>
    public bool TrySpend(long steps)
    {
        Remaining = steps <= Remaining ? Remaining - steps : -1;
        return Remaining >= 0;
    }
}
