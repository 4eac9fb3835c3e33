namespace PatContracts.Schema;

/// <summary>Settings of one validation. Immutable; share one instance.</summary>
public sealed record ValidationOptions
{
    /// <summary>The defaults: depth 64, at most 1,000 findings, duplicate names are errors, unknown properties are ignored.</summary>
    public static ValidationOptions Default { get; } = new();

    /// <summary>How deep objects and arrays may nest (64 by default, at most <see cref="MaxAllowedDepth"/>). Deeper is a <c>json/depth</c> finding.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above <see cref="MaxAllowedDepth"/>.</exception>
    public int MaxDepth
    {
        get;
        init => field = value is >= 1 and <= MaxAllowedDepth
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"The depth must be from 1 to {MaxAllowedDepth}.");
    } = 64;

    /// <summary>The largest <see cref="MaxDepth"/> that can be asked for: what the smallest usual thread stack surely holds.</summary>
    public const int MaxAllowedDepth = 512;

    /// <summary>How many findings are collected before the rest is dropped (1,000 by default, at least 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxFindings
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), "At least one finding must be allowed.");
    } = 1000;

    /// <summary>How many threads <see cref="Contract.AreLinesValidAsync"/> validates lines with at the same time (1 by default).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxDegreeOfParallelism
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), "At least one thread is required.");
    } = 1;

    /// <summary>Severity of <c>json/duplicate-name</c>: the same name twice in one object, compared unescaped. Error by default.</summary>
    public RuleSeverity DuplicateNames { get; init; } = RuleSeverity.Error;

    /// <summary>
    /// Severity of <c>schema/unknown</c>: a property that the schema allows but does not name. Off by default, because services add
    /// members before their documentation does.
    /// </summary>
    public RuleSeverity UnknownProperties { get; init; } = RuleSeverity.Off;
}
