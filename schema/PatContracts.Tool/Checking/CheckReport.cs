using PatContracts.Schema;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Checking;

/// <summary>What was found in one input (in a recording: in one answer).</summary>
internal sealed class InputResult
{
    public required string Path { get; init; }

    /// <summary>The absolute path; null for standard input.</summary>
    public string? FullPath { get; init; }

    /// <summary>What a test is about, in its suite's words; null elsewhere.</summary>
    public string? Description { get; init; }

    /// <summary>The contract the payloads were checked against.</summary>
    public required string Contract { get; init; }

    /// <summary>Where in a recording the payload is, as a JSON Pointer; null elsewhere.</summary>
    public string? Within { get; init; }

    /// <summary>The recorded request that a payload is the response of; null elsewhere.</summary>
    public string? Request { get; init; }

    /// <summary>How many payloads were checked: documents, or lines of NDJSON.</summary>
    public long Payloads { get; set; }

    /// <summary>The findings that are reported, in the order of the input.</summary>
    public List<ReportedFinding> Findings { get; } = [];

    public long Errors { get; set; }

    public long Warnings { get; set; }

    public long Infos { get; set; }

    /// <summary>Findings that the baseline knows already.</summary>
    public long Suppressed { get; set; }

    /// <summary>Whether part of the input could not be read or is not JSON.</summary>
    public bool IsUnreadable { get; set; }

    /// <summary>Whether there are more findings than are reported.</summary>
    public bool IsTruncated { get; set; }

    /// <summary>Adds the findings of a result that this one replaces.</summary>
    public void TakeOver(InputResult other)
    {
        Findings.AddRange(other.Findings);
        Errors += other.Errors;
        Warnings += other.Warnings;
        Infos += other.Infos;
        Suppressed += other.Suppressed;
        IsTruncated |= other.IsTruncated;
    }
}

/// <summary>What a run found.</summary>
internal sealed class CheckReport
{
    public List<InputResult> Results { get; } = [];

    /// <summary>Warnings about the schemas that were used.</summary>
    public IReadOnlyList<SchemaWarning> SchemaWarnings { get; set; } = [];

    /// <summary>Whether the run was ended before everything was read.</summary>
    public bool IsInterrupted { get; set; }

    public RuleSeverity FailOn { get; init; } = RuleSeverity.Error;

    /// <summary>The contracts that payloads were validated against, in ordinal order.</summary>
    public IReadOnlyList<string> Contracts =>
        [.. Results.Where(static result => result.Payloads > 0 && result.Contract.Length > 0).Select(static result => result.Contract).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public int Files => Results.Select(static result => result.Path).Distinct(StringComparer.Ordinal).Count();

    public long Payloads => Results.Sum(static result => result.Payloads);

    public long Errors => Results.Sum(static result => result.Errors);

    public long Warnings => Results.Sum(static result => result.Warnings);

    public long Infos => Results.Sum(static result => result.Infos);

    public long Suppressed => Results.Sum(static result => result.Suppressed);

    /// <summary>The paths of inputs that could not be read, or only in part, or are not JSON.</summary>
    public IReadOnlyList<string> Unreadable =>
        [.. Results.Where(static result => result.IsUnreadable).Select(static result => result.Path).Distinct(StringComparer.Ordinal)];

    /// <summary>The run's exit code: the most serious thing that is true of it.</summary>
    public ExitCode ExitCode
    {
        get
        {
            if (IsInterrupted) return ExitCode.Interrupted;
            if (Results.Exists(static result => result.IsUnreadable)) return ExitCode.Input;
            return Fails(FailOn) ? ExitCode.Findings : Results.Count == 0 ? ExitCode.Usage : ExitCode.Clean;
        }
    }

    /// <summary>Adds an input that could not be looked into at all.</summary>
    public void AddProblem(InputProblem problem)
    {
        var result = new InputResult { Path = problem.Path, Contract = "", IsUnreadable = true, Errors = 1 };
        result.Findings.AddRange(SegmentResult.Unreadable("", "input/unreadable", problem.Message).Findings.Select(
            finding => finding with { Fingerprint = new Fingerprints(problem.Path).Next(finding) }));
        Results.Add(result);
    }

    private bool Fails(RuleSeverity threshold) => threshold switch
    {
        RuleSeverity.Error => Errors > 0,
        RuleSeverity.Warning => Errors + Warnings + SchemaWarnings.Count > 0,
        _ => Errors + Warnings + SchemaWarnings.Count + Infos > 0,
    };
}
