using PatContracts.Schema.Compilation;
using PatContracts.Schema.Evaluation;
using PatContracts.Schema.FastPath;
using PatContracts.Schema.Text;

namespace PatContracts.Schema.Validation;

/// <summary>
/// Evaluates payloads against one plan, and against the schemas in it: first by the fast path, which can only confirm that a value is valid, then by the evaluator.
/// </summary>
internal sealed class PayloadEvaluator(Plan plan)
{
    /// <summary>What the fast path has recorded.</summary>
    public ShapeCache Shapes { get; } = new(plan.NodeCount);

    /// <summary>The schema of a whole payload.</summary>
    public PlanNode Root => plan.Root;

    public bool IsValid(ReadOnlySpan<byte> json, ValidationOptions options)
    {
        EvaluationContext context = EvaluationContext.Rent(json.Length);
        bool isValid = IsValidDocument(plan.Root, json, options, context);
        context.Return();
        return isValid;
    }

    public ValidationResult Validate(ReadOnlySpan<byte> json, ValidationOptions options) =>
        Validate(plan.Root, json, continues: false, isKnownInvalid: false, ElementLocation.Document, options, options.MaxFindings, out _);

    /// <summary>Validates one value that stands at the beginning of a part of a text.</summary>
    /// <param name="node">The value's schema.</param>
    /// <param name="json">The text from the value on.</param>
    /// <param name="continues">Whether other things may follow the value.</param>
    /// <param name="isKnownInvalid">Whether flag output has been asked for already, and said no.</param>
    /// <param name="location">Where the value stands in the whole text.</param>
    /// <param name="options">Settings.</param>
    /// <param name="maxFindings">How many findings are wanted at most.</param>
    /// <param name="end">Where the value ends; −1 where it is not JSON.</param>
    public ValidationResult Validate(
        PlanNode node,
        ReadOnlySpan<byte> json,
        bool continues,
        bool isKnownInvalid,
        ElementLocation location,
        ValidationOptions options,
        int maxFindings,
        out int end)
    {
        EvaluationContext context = EvaluationContext.Rent(json.Length);
        try
        {
            end = !isKnownInvalid && FlagSaysAll(options) ? FlagEnd(node, json, continues, location.Depth, options, context) : -1;
            return end >= 0 ? ValidationResult.Valid : new ExhaustiveEvaluation(json, location, options, context, maxFindings).Run(node, continues, out end);
        }
        finally
        {
            context.Return();
        }
    }

    /// <summary>
    /// The end of a value at the beginning of a part of a text, where it is certainly valid and certainly ends there; −1 otherwise. A value on a line of its own
    /// must be followed by that line's end.
    /// </summary>
    public int ValidEnd(PlanNode node, ReadOnlySpan<byte> json, bool isComplete, bool isElement, bool isLine, ValidationOptions options)
    {
        if (!FlagSaysAll(options)) return -1;
        EvaluationContext context = EvaluationContext.Rent(json.Length);
        int end = isLine ? LineEnd(node, json, 0, options, context) : ValueEnd(node, json, 0, isElement ? 1 : 0, options, context);
        context.Return();
        // A number that touches the end may continue after it, as may what follows a line.
        return end == json.Length && !isComplete ? -1 : end;
    }

    /// <summary>Skips valid elements of an array, from after an element on, and returns the offset after the last of them.</summary>
    public int SkipValidElements(PlanNode node, ReadOnlySpan<byte> json, bool isComplete, ValidationOptions options, out int count)
    {
        count = 0;
        if (!FlagSaysAll(options)) return 0;
        EvaluationContext context = EvaluationContext.Rent(json.Length);
        int skipped = 0;
        while (true)
        {
            int position = JsonScan.SkipWhitespace(json, skipped);
            if ((uint)position >= (uint)json.Length || json[position] != (byte)',') break;
            int end = ValueEnd(node, json, JsonScan.SkipWhitespace(json, position + 1), depth: 1, options, context);
            // A number that touches the end may continue after it.
            if (end < 0 || (end == json.Length && !isComplete)) break;
            skipped = end;
            count++;
        }

        context.Return();
        return skipped;
    }

    /// <summary>Number of lines that are not blank, where each is one valid value; −1 where one is not.</summary>
    public int CountValidLines(ReadOnlySpan<byte> lines, ValidationOptions options)
    {
        EvaluationContext context = EvaluationContext.Rent(lines.Length);
        int position = 0;
        int count = 0;
        while (true)
        {
            position = JsonScan.SkipWhitespace(lines, position);
            if (position >= lines.Length) break;
            position = LineEnd(plan.Root, lines, position, options, context);
            if (position < 0)
            {
                count = -1;
                break;
            }

            count++;
        }

        context.Return();
        return count;
    }

    // What is only a warning does not show in flag output.
    private static bool FlagSaysAll(ValidationOptions options) =>
        options.DuplicateNames is FindingSeverity.Off or FindingSeverity.Error && options.UnknownProperties is FindingSeverity.Off or FindingSeverity.Error;

    private int FlagEnd(PlanNode node, ReadOnlySpan<byte> json, bool continues, int depth, ValidationOptions options, EvaluationContext context)
    {
        if (continues) return ValueEnd(node, json, 0, depth, options, context);
        return IsValidDocument(node, json, options, context) ? json.Length : -1;
    }

    private bool IsValidDocument(PlanNode node, ReadOnlySpan<byte> json, ValidationOptions options, EvaluationContext context)
    {
        int position = JsonScan.SkipWhitespace(json, 0);
        if (position == json.Length) return false;
        int end = ValueEnd(node, json, position, depth: 0, options, context);
        return end >= 0 && JsonScan.SkipWhitespace(json, end) == json.Length;
    }

    /// <summary>The end of a valid value; −1 where it is not valid.</summary>
    private int ValueEnd(PlanNode node, ReadOnlySpan<byte> json, int position, int depth, ValidationOptions options, EvaluationContext context)
    {
        int end = Shapes.TryAccept(node, json, position, depth, onOneLine: false, options, context);
        if (end >= 0) return end;
        end = new Evaluator<ScanningMode>(json, options, context, depth).Evaluate(node, position);
        if (end >= 0) Shapes.Record(node, json.Slice(position, end - position), options, context);
        return end;
    }

    /// <summary>The end of a line that holds one valid value, with white space around it at most; −1 where it does not.</summary>
    private int LineEnd(PlanNode node, ReadOnlySpan<byte> json, int position, ValidationOptions options, EvaluationContext context)
    {
        int end = Shapes.TryAccept(node, json, position, depth: 0, onOneLine: true, options, context);
        if (end < 0)
        {
            end = new Evaluator<ScanningMode>(json, options, context, depth: 0).Evaluate(node, position);
            if (end < 0 || json.Slice(position, end - position).IndexOfAny((byte)'\n', (byte)'\r') >= 0) return -1;
            Shapes.Record(node, json.Slice(position, end - position), options, context);
        }

        while ((uint)end < (uint)json.Length && json[end] is (byte)' ' or (byte)'\t') end++;
        return (uint)end >= (uint)json.Length || json[end] is (byte)'\n' or (byte)'\r' ? end : -1;
    }
}
