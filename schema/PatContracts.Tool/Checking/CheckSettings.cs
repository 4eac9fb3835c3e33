using PatContracts.Schema;

namespace PatContracts.Tool.Checking;

/// <summary>How a run checks, whatever it checks.</summary>
internal sealed record CheckSettings
{
    public RuleSeverity FailOn { get; init; } = RuleSeverity.Error;

    public RuleSeverity UnknownProperties { get; init; } = RuleSeverity.Off;

    public SeverityPolicy Severities { get; init; } = new([]);

    /// <summary>Whether an input in another encoding, or with a byte order mark, is at fault rather than read with a note.</summary>
    public bool RequiresUtf8 { get; init; }

    /// <summary>How many inputs are checked at the same time.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>How many findings are kept and reported; more are only counted.</summary>
    public int MaxFindings { get; init; } = 1000;

    /// <summary>Whether reports may show what payloads hold.</summary>
    public bool ShowValues { get; init; }

    /// <summary>Whether findings carry the line they stand on.</summary>
    public bool WithExcerpts { get; init; }

    /// <summary>Fingerprints of findings that are known and not reported.</summary>
    public IReadOnlySet<string> Baseline { get; init; } = new HashSet<string>();

    // So that what is not reported is counted, up to a number that says enough.
    private const int MostCounted = 100_000;

    /// <summary>What the engine is asked for.</summary>
    public ValidationOptions Validation => new() { MaxFindings = Math.Max(MaxFindings, MostCounted), UnknownProperties = UnknownProperties };
}
