using PatContracts.Schema.Compilation;

namespace PatContracts.Schema.Execution;

/// <summary>Runs a plan over a text.</summary>
internal static class Validation
{
    public static bool IsValid(PlanNode plan, ReadOnlySpan<byte> json, ValidationOptions options)
    {
        Scratch scratch = Scratch.Rent();
        bool isValid = Walker<VerdictMode>.Document(plan, json, options, scratch, null);
        scratch.Return();
        return isValid;
    }

    public static ValidationResult Validate(PlanNode plan, ReadOnlySpan<byte> json, ValidationOptions options)
    {
        // What is only a warning does not show in a verdict.
        bool verdictSaysAll = options.DuplicateNames is FindingSeverity.Off or FindingSeverity.Error
            && options.UnknownProperties is FindingSeverity.Off or FindingSeverity.Error;
        Scratch scratch = Scratch.Rent();
        try
        {
            if (verdictSaysAll && Walker<VerdictMode>.Document(plan, json, options, scratch, null)) return ValidationResult.Valid;
            var report = new Report(options.MaxFindings);
            bool isWellFormed = Walker<CollectMode>.Document(plan, json, options, scratch, report);
            IReadOnlyList<RawFinding> findings = report.Finish();
            return new ValidationResult(RawFinding.Place(json, findings), isWellFormed, report.IsCut);
        }
        finally
        {
            scratch.Return();
        }
    }
}
