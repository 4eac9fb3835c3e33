namespace PatContracts.Schema;

/// <summary>Settings for validation. Immutable; share one instance.</summary>
public sealed record ValidationOptions
{
    /// <summary>The defaults: depth 64, at most 1,000 findings, duplicate names are errors, unknown properties are ignored.</summary>
    public static ValidationOptions Default { get; } = new();

    /// <summary>
    /// The maximum nesting depth of objects and arrays (64 by default, at most <see cref="MaxAllowedDepth"/>). Deeper values are <c>json/depth</c> findings.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above <see cref="MaxAllowedDepth"/>.</exception>
    public int MaxDepth
    {
        get;
        init => field = value is >= 1 and <= MaxAllowedDepth
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"The depth must be from 1 to {MaxAllowedDepth}.");
    } = 64;

    /// <summary>The largest value of <see cref="MaxDepth"/>: a depth that the smallest usual thread stack can hold.</summary>
    public const int MaxAllowedDepth = 512;

    /// <summary>The number of findings after which further ones are dropped (1,000 by default, at least 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxFindings
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), "At least one finding must be allowed.");
    } = 1000;

    /// <summary>The maximum number of threads that <see cref="Contract.AreLinesValidAsync"/> uses (1 by default).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxDegreeOfParallelism
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), "At least one thread is required.");
    } = 1;

    /// <summary>Severity of <c>json/duplicate-name</c>: the same name twice in one object, compared unescaped. Error by default.</summary>
    public RuleSeverity DuplicateNames { get; init; } = RuleSeverity.Error;

    /// <summary>
    /// Severity of <c>schema/unknown</c>: a property that the schema allows but does not declare. Off by default, because services add properties before they
    /// document them.
    /// </summary>
    public RuleSeverity UnknownProperties { get; init; } = RuleSeverity.Off;
}
