namespace PatContracts.Schema.Patterns;

/// <summary>
/// The number of steps available for matching patterns in one document. All matches share it, so a document cannot gain time by repeating a costly text. Steps
/// are counted rather than timed: the outcome for a document is the same on every machine and in every run.
/// </summary>
internal struct PatternBudget
{
    /// <summary>The steps for every document, however short.</summary>
    public const long Fixed = 5_000_000;

    /// <summary>The additional steps for each byte, so that a long document is not rejected for patterns that cost little per character.</summary>
    public const long PerByte = 32;

    private PatternBudget(long remaining) => Remaining = remaining;

    /// <summary>The remaining steps.</summary>
    public long Remaining { get; private set; }

    /// <summary>Whether a match was left undecided because the steps ran out.</summary>
    public readonly bool IsExhausted => Remaining < 0;

    /// <summary>Returns the budget of a document with this many bytes.</summary>
    public static PatternBudget ForDocument(long bytes) => new(Fixed + (PerByte * bytes));

    /// <summary>Returns a budget of this many steps.</summary>
    public static PatternBudget OfSteps(long steps) => new(steps);

    /// <summary>Spends steps. Returns false, with nothing remaining, if there were not enough.</summary>
    public bool TrySpend(long steps)
    {
        Remaining = steps <= Remaining ? Remaining - steps : -1;
        return Remaining >= 0;
    }
}
