namespace PatContracts.Schema.Patterns;

/// <summary>Placeholder of the budget that all pattern matches of one document share.</summary>
internal struct PatternBudget
{
    public long Remaining { get; private set; }

    public readonly bool IsExhausted => Remaining < 0;

    public static PatternBudget ForDocument(long bytes) => new() { Remaining = 5_000_000 + (32 * bytes) };

    public void Exhaust() => Remaining = -1;
}
