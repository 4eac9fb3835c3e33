using PatContracts.Schema;

namespace PatContracts.Tool.Checking;

/// <summary>The settings of a run, which apply to all inputs.</summary>
internal sealed record CheckSettings
{
    public RuleSeverity FailOn { get; init; } = RuleSeverity.Error;

    public RuleSeverity UnknownProperties { get; init; } = RuleSeverity.Off;

    public SeverityPolicy Severities { get; init; } = new([]);

    /// <summary>Whether an input in another encoding, or with a byte order mark, is unreadable; otherwise it is read, with a note.</summary>
    public bool RequiresUtf8 { get; init; }

    /// <summary>The number of inputs to check in parallel.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>The maximum number of findings to report; further findings are only counted.</summary>
    public int MaxFindings { get; init; } = 1000;

    /// <summary>Whether reports show payload values.</summary>
    public bool ShowValues { get; init; }

    /// <summary>Whether findings include an excerpt of the line.</summary>
    public bool WithExcerpts { get; init; }

    /// <summary>The fingerprints of known findings, which are not reported.</summary>
    public IReadOnlySet<string> Baseline { get; init; } = new HashSet<string>();

    // Findings beyond the reported ones are counted up to this number.
    private const int MostCounted = 100_000;

    /// <summary>The options for the engine.</summary>
    public ValidationOptions Validation => new() { MaxFindings = Math.Max(MaxFindings, MostCounted), UnknownProperties = UnknownProperties };
}
