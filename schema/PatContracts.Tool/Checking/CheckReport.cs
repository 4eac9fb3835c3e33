using PatContracts.Schema;
using PatContracts.Tool.Inputs;

namespace PatContracts.Tool.Checking;

/// <summary>The result of a run.</summary>
internal sealed class CheckReport
{
    public List<InputResult> Results { get; } = [];

    /// <summary>Warnings about the schemas that were used.</summary>
    public IReadOnlyList<SchemaWarning> SchemaWarnings { get; set; } = [];

    /// <summary>Whether the run was canceled before all inputs were read.</summary>
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

    /// <summary>The paths of inputs that could not be read completely or are not JSON.</summary>
    public IReadOnlyList<string> Unreadable =>
        [.. Results.Where(static result => result.IsUnreadable).Select(static result => result.Path).Distinct(StringComparer.Ordinal)];

    /// <summary>The exit code of the run. If several apply, the most serious one.</summary>
    public ExitCode ExitCode
    {
        get
        {
            if (IsInterrupted) return ExitCode.Interrupted;
            if (Results.Exists(static result => result.IsUnreadable)) return ExitCode.Input;
            return Fails(FailOn) ? ExitCode.Findings : Results.Count == 0 ? ExitCode.Usage : ExitCode.Clean;
        }
    }

    /// <summary>Adds an input that could not be opened.</summary>
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
