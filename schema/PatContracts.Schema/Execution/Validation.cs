using PatContracts.Schema.Compilation;
using PatContracts.Schema.Text;

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
        Scratch scratch = Scratch.Rent();
        try
        {
            if (VerdictSaysAll(options) && Walker<VerdictMode>.Document(plan, json, options, scratch, null)) return ValidationResult.Valid;
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

    /// <summary>Whether a value that stands at the beginning of a part of a text is surely good. It may be good as well where the answer is no.</summary>
    /// <param name="plan">The value's schema.</param>
    /// <param name="json">The text from the value on.</param>
    /// <param name="goesOn">Whether other things may follow the value.</param>
    /// <param name="isElement">Whether the value stands in an array.</param>
    /// <param name="options">Settings.</param>
    /// <param name="end">Where the value ends; −1 where the answer is no.</param>
    public static bool IsGoodElement(PlanNode plan, ReadOnlySpan<byte> json, bool goesOn, bool isElement, ValidationOptions options, out int end)
    {
        end = -1;
        if (!VerdictSaysAll(options)) return false;
        Scratch scratch = Scratch.Rent();
        if (goesOn) end = Walker<VerdictMode>.Element(plan, json, isElement ? 1 : 0, options, scratch, null);
        else if (Walker<VerdictMode>.Document(plan, json, options, scratch, null)) end = json.Length;
        scratch.Return();
        return end >= 0;
    }

    /// <summary>
    /// The end of a value at the beginning of a part of a text, where it is surely good and surely ends there; −1 otherwise. A value on a line of its own must be
    /// followed by that line's end.
    /// </summary>
    public static int PassElement(PlanNode plan, ReadOnlySpan<byte> json, bool isComplete, bool isElement, bool isLine, ValidationOptions options)
    {
        if (!VerdictSaysAll(options)) return -1;
        Scratch scratch = Scratch.Rent();
        int end = isLine ? Walker<LineMode>.Line(plan, json, options, scratch) : Walker<VerdictMode>.Element(plan, json, isElement ? 1 : 0, options, scratch, null);
        scratch.Return();
        // A number that touches the end may go on behind it, as may what follows a line.
        return end == json.Length && !isComplete ? -1 : end;
    }

    /// <summary>Validates one value that stands at the beginning of a part of a text.</summary>
    /// <param name="plan">The value's schema.</param>
    /// <param name="json">The text from the value on.</param>
    /// <param name="goesOn">Whether other things may follow the value.</param>
    /// <param name="place">Where the value stands in the whole text.</param>
    /// <param name="options">Settings.</param>
    /// <param name="maxFindings">How many findings are wanted at most.</param>
    /// <param name="end">Where the value ends; −1 where it is no JSON.</param>
    public static ValidationResult ValidateElement(
        PlanNode plan, ReadOnlySpan<byte> json, bool goesOn, ElementPlace place, ValidationOptions options, int maxFindings, out int end)
    {
        int depth = place.Index >= 0 ? 1 : 0;
        Scratch scratch = Scratch.Rent();
        try
        {
            var report = new Report(maxFindings);
            if (place.Index >= 0) report.EnterElement(place.Index);
            if (place.KeywordPath is not null) report.EnterKeyword(place.KeywordPath);
            end = goesOn
                ? Walker<CollectMode>.Element(plan, json, depth, options, scratch, report)
                : Walker<CollectMode>.Document(plan, json, options, scratch, report) ? json.Length : -1;
            IReadOnlyList<RawFinding> findings = report.Finish();
            if (findings.Count == 0 && end >= 0) return ValidationResult.Valid;
            return new ValidationResult(RawFinding.Place(json, findings, place.Offset, place.Position), isWellFormed: end >= 0, report.IsCut);
        }
        finally
        {
            scratch.Return();
        }
    }

    /// <summary>Passes over good elements of an array, from behind an element on, where a verdict says all; answers the place behind the last of them.</summary>
    public static int PassElements(PlanNode plan, ReadOnlySpan<byte> json, bool isComplete, ValidationOptions options, out int count)
    {
        count = 0;
        if (!VerdictSaysAll(options)) return 0;
        Scratch scratch = Scratch.Rent();
        int passed = Walker<VerdictMode>.PassElements(plan, json, isComplete, options, scratch, out count);
        scratch.Return();
        return passed;
    }

    /// <summary>How many lines there are, where each is a good value; −1 where one is not.</summary>
    public static int CountGoodLines(PlanNode plan, ReadOnlySpan<byte> lines, ValidationOptions options)
    {
        Scratch scratch = Scratch.Rent();
        int count = Walker<LineMode>.Lines(plan, lines, options, scratch);
        scratch.Return();
        return count;
    }

    // What is only a warning does not show in a verdict.
    private static bool VerdictSaysAll(ValidationOptions options) =>
        options.DuplicateNames is FindingSeverity.Off or FindingSeverity.Error && options.UnknownProperties is FindingSeverity.Off or FindingSeverity.Error;
}

/// <summary>Where a value stands in a text: as which element of an array (−1 where of none), reached by which keywords, from which byte on.</summary>
internal readonly record struct ElementPlace(int Index, string? KeywordPath, long Offset, TextPosition Position);
